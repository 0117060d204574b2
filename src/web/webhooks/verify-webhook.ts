import { Resend } from 'resend';

// Checking a signature asks nothing of Resend, but its SDK wants a key to start.
const { webhooks } = new Resend('re_only_checks_signatures');

export type WebhookHeaders = { id: string; timestamp: string; signature: string };

/** Whether a webhook was signed with our secret, within five minutes of now. The SDK checks the signature before it reads the JSON. */
export function isGenuine(payload: string, headers: WebhookHeaders, webhookSecret: string): boolean {
  try {
    webhooks.verify({ payload, headers, webhookSecret });
    return true;
  } catch (error) {
    return error instanceof SyntaxError;
  }
}
