import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from './account.ts';
import { answerRequest } from './answer-request.ts';
import { answerControl, isControl } from './control-routes.ts';
import { readBody, receivedRequest } from './received-request.ts';
import { jsonReply } from './reply.ts';
import { writeEnding } from './write-ending.ts';

// An idle connection that the fake closes at the wrong moment would look like a fault nobody asked for.
const KEEP_ALIVE_MS = 120_000;

export type Listening = { url: string; close: () => Promise<void> };

export async function listen(account: Account, wantedPort: number): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (message, response) => {
    serve(account, message, response).catch((error: unknown) => confess(error, response));
  });
  await listenOn(server, wantedPort);
  const { port } = server.address() as AddressInfo;
  let reopening: NodeJS.Timeout | undefined;
  account.closeDoor = (ms) => {
    if (!server.listening) return;
    server.close();
    reopening = setTimeout(() => {
      listenOn(server, port).catch((error: unknown) => console.error('The fake Resend itself failed:', error));
    }, ms);
  };
  const close = async () => {
    clearTimeout(reopening);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function listenOn(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(account: Account, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(message).catch(() => null);
  // The client went away in the middle of its own request: nothing was received.
  if (body === null) return;
  if (isControl(message.url ?? ''))
    return answerControl(account, receivedRequest(message, body, 0, account.clock.now()), response);
  account.requestCount += 1;
  await answerRequest(account, receivedRequest(message, body, account.requestCount, account.clock.now()), response);
}

/** A broken script or a bug of the fake must not look like Resend. */
function confess(error: unknown, response: ServerResponse): void {
  console.error('The fake Resend itself failed:', error);
  if (response.headersSent) response.destroy();
  else void writeEnding('answer', jsonReply(500, { name: 'fake_resend_failed', message: String(error) }), {}, response);
}
