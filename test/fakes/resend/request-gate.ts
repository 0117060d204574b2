import { invalidApiKey, missingApiKey, restrictedApiKey } from './refusal.ts';
import { type Reply, refusalReply, textReply } from './reply.ts';

export type GateSettings = { apiKey: string | null; keyMaySendOnly: boolean };
export type AtTheGate = { userAgent: string | null; apiKey: string | null; sends: boolean };

export function bearerIn(authorization: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** What is answered before anybody reads the body; undefined lets the request in. */
export function gateReply({ userAgent, apiKey, sends }: AtTheGate, settings: GateSettings): Reply | undefined {
  // Cloudflare stands before Resend and does not speak its JSON.
  if (!userAgent) return textReply(403, 'text/plain', 'error code: 1010');
  if (apiKey === null) return refusalReply(missingApiKey);
  if (settings.apiKey !== null && settings.apiKey !== apiKey) return refusalReply(invalidApiKey);
  return settings.keyMaySendOnly && !sends ? refusalReply(restrictedApiKey) : undefined;
}
