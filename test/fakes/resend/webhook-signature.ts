import { createHmac } from 'node:crypto';

export type SignedWebhook = { headers: Record<string, string>; body: string };
export type ToSign = { id: string; signedAt: Date; body: string };

const OTHER_SECRET = `whsec_${Buffer.from('not the secret the app knows').toString('base64')}`;

/** Signs as Svix does: HMAC-SHA256 over `id.seconds.body` with the base64 after `whsec_`; several secrets during a rotation. */
export function signedWebhook({ id, signedAt, body }: ToSign, secrets: readonly string[]): SignedWebhook {
  const seconds = Math.floor(signedAt.getTime() / 1000);
  const signatures = secrets.map((secret) => `v1,${hmac(secret, `${id}.${seconds}.${body}`)}`);
  const headers = { 'svix-id': id, 'svix-timestamp': String(seconds), 'svix-signature': signatures.join(' ') };
  return { headers: { 'content-type': 'application/json', ...headers }, body };
}

type Forge = (toSign: ToSign, secret: string) => SignedWebhook;

/** Each way in which a webhook can fail to be Resend's. */
const forgeries = {
  wrongSecret: (toSign) => signedWebhook(toSign, [OTHER_SECRET]),
  unsigned: (toSign) => ({ headers: { 'content-type': 'application/json' }, body: toSign.body }),
  changedBody: (toSign, secret) => {
    const signed = signedWebhook(toSign, [secret]);
    return { ...signed, body: signed.body.replace('"type":"', '"type":"x') };
  },
  changedId: (toSign, secret) => withHeaders(signedWebhook(toSign, [secret]), { 'svix-id': `${toSign.id}x` }),
  /** An old signature under a new timestamp: a replay made to look fresh. */
  freshenedTimestamp: (toSign, secret) => {
    const old = signedWebhook({ ...toSign, signedAt: new Date(toSign.signedAt.getTime() - 3_600_000) }, [secret]);
    return withHeaders(old, { 'svix-timestamp': String(Math.floor(toSign.signedAt.getTime() / 1000)) });
  },
  otherVersion: (toSign, secret) => {
    const signed = signedWebhook(toSign, [secret]);
    return withHeaders(signed, { 'svix-signature': signed.headers['svix-signature']?.replace('v1,', 'v2,') ?? '' });
  },
} satisfies Record<string, Forge>;

export type Forgery = keyof typeof forgeries;
export const everyForgery = Object.keys(forgeries) as Forgery[];

export function forgedWebhook(forgery: Forgery, toSign: ToSign, secret: string): SignedWebhook {
  return forgeries[forgery](toSign, secret);
}

function withHeaders(signed: SignedWebhook, headers: Record<string, string>): SignedWebhook {
  return { ...signed, headers: { ...signed.headers, ...headers } };
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(text)
    .digest('base64');
}
