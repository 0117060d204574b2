import type { Refusal } from './refusal.ts';

/** One HTTP answer before it is written; a header that is null is taken away from the usual ones. */
export type Reply = { status: number; headers: Record<string, string | null>; body: string };

export function jsonReply(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

export function textReply(status: number, contentType: string, body: string, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body };
}

export function refusalReply({ status, name, message }: Refusal, headers: Reply['headers'] = {}): Reply {
  return jsonReply(status, { statusCode: status, name, message }, headers);
}
