/** How much the account may still ask, as the provider said with its last answer. */
export type RateLimit = { limit: number; remaining: number; resetSeconds: number };

/** What became of one call, as far as we can know. */
export type Answer =
  /** Accepted, but for the refused; `ids` are in the order of the items that were not refused. */
  | { kind: 'accepted'; ids: string[]; refused: { index: number; problem: string }[]; rate: RateLimit | undefined }
  /** The provider answered with an error. */
  | {
      kind: 'error';
      status: number;
      name: string;
      message: string;
      retryAfterSeconds: number | undefined;
      rate: RateLimit | undefined;
    }
  /** No answer that can be read: never sent, or sent and the reply lost. Nobody can tell. */
  | { kind: 'silence'; message: string };

/** One mail of a batch, in the words of Resend's API. */
export type BatchItem = {
  from: string;
  to: string;
  reply_to?: string;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
  tags: { name: string; value: string }[];
};

/** What goes out for a batch: a JSON array of its items in UTF-8, in pieces that many mails share; `length` is in bytes. */
export type BatchBody = { pieces: readonly Buffer[]; length: number };

/** Hands one batch to the provider and says what became of it. Never throws for anything the network does. */
export type SubmitBatch = (body: BatchBody, idempotencyKey: string) => Promise<Answer>;
