import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Resend } from 'resend';

export const webhookSecret = `whsec_${Buffer.from('a secret of the app').toString('base64')}`;

type Received = { id: string; payload: string; verdict: 'genuine' | 'forged'; type: string };

export type WebhookApp = { url: string; received: Received[]; answers: number[]; close: () => void };

/** An app that checks each webhook with the real SDK and answers 200 or 401, or what stands in `answers`. */
export async function startWebhookApp(): Promise<WebhookApp> {
  const received: Received[] = [];
  const answers: number[] = [];
  const app = createServer(async (request, response) => {
    const payload = (await request.toArray()).join('');
    const header = (name: string) => String(request.headers[name] ?? '');
    const headers = { id: header('svix-id'), timestamp: header('svix-timestamp'), signature: header('svix-signature') };
    const verdict = isGenuine(payload, headers) ? 'genuine' : 'forged';
    received.push({ id: headers.id, payload, verdict, type: JSON.parse(payload).type });
    response.writeHead(answers.shift() ?? (verdict === 'genuine' ? 200 : 401)).end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/webhooks/resend`;
  return { url, received, answers, close: () => app.close().closeAllConnections() };
}

function isGenuine(payload: string, headers: { id: string; timestamp: string; signature: string }): boolean {
  try {
    return new Resend('re_test').webhooks.verify({ payload, headers, webhookSecret }) !== undefined;
  } catch {
    return false;
  }
}
