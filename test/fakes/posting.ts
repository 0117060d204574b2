import { request } from 'node:http';

export type Posted = { status: number; headers: Headers; json: unknown };

/** POSTs JSON without the SDK, for what the SDK would never send. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Posted> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = { authorization: 'Bearer re_test', 'content-type': 'application/json', ...headers };
  const response = await fetch(url, { method: 'POST', headers: sent, body: text });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

/** Without any header but the given ones: fetch always names a user agent. */
export function postBare(url: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, text: (await response.toArray()).join('') });
    });
    sending.once('error', reject).end('{}');
  });
}
