import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export type Listener = { url: string; close(): Promise<void> };

/** How long answers that are being given may take once the program is asked to end. */
const LAST_ANSWERS_MS = 500;

/** Serves on 127.0.0.1, on a port of the system's choice when it is 0. */
export function listenLocally({ fetch }: Pick<Hono, 'fetch'>, port: number): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (address: AddressInfo) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          // A page that follows a sending keeps its connection for as long as it is looked at.
          setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LAST_ANSWERS_MS).unref();
        });
      resolve({ url: `http://127.0.0.1:${address.port}`, close });
    });
    server.once('error', reject);
  });
}
