import type { ReceivedRequest } from './received-request.ts';

/** One request as the fake remembers it. */
export type LoggedRequest = {
  number: number;
  method: string;
  path: string;
  /** True for POST /emails and POST /emails/batch. */
  sends: boolean;
  key: string | null;
  batchValidation: string | null;
  bodyBytes: number;
  bodySha256: string;
  receivedAt: string;
  fault: string | null;
  /** How many mails it brought in, and whether the answer was an earlier one given again. */
  accepted: number;
  replayed: boolean;
  /** The status that was answered; `lost` when no whole answer went out. */
  status: number | 'running' | 'lost';
};

export function logOf(request: ReceivedRequest): LoggedRequest {
  const { number, method, path, sends, key, batchValidation, bodyBytes, bodySha256, receivedAt } = request;
  const seen = { number, method, path, sends, key, batchValidation, bodyBytes, bodySha256 };
  return {
    ...seen,
    receivedAt: receivedAt.toISOString(),
    fault: null,
    accepted: 0,
    replayed: false,
    status: 'running',
  };
}
