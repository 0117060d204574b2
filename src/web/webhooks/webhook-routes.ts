import { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { eventIntake } from '#delivery/provider-events/event-intake.ts';
import type { App } from '../../app.ts';
import { type BodyReading, readExactBody, readExactBytes } from '../read-exact-body.ts';
import { isGenuine } from './verify-webhook.ts';

/** An event is a few thousand bytes. */
const BODY_MOST_BYTES = 256 * 1024;

/** By Node's own stream where the request came over a socket: a web stream around it costs more than all else about an event. */
function readEventBody(request: Request, bindings: unknown): Promise<BodyReading> {
  const incoming = (bindings as Partial<HttpBindings> | undefined)?.incoming;
  if (!(incoming instanceof IncomingMessage)) return readExactBody(request, BODY_MOST_BYTES);
  // Destroyed with the reading, it would take the connection along that the answer goes by.
  return readExactBytes(incoming.iterator({ destroyOnReturn: false }), BODY_MOST_BYTES);
}

/** Where Resend tells what became of our mails. Nothing is believed that is not signed with our secret. */
export function webhookRoutes(app: App): Hono {
  const routes = new Hono();
  const takeIn = eventIntake(app.store, app.clock);
  routes.post('/webhooks/resend', async (context) => {
    const { webhookSecret } = app.config.resend;
    if (webhookSecret === undefined) return context.text('no secret is set', 401);
    const body = await readEventBody(context.req.raw, context.env);
    if (body.kind === 'too-large') return context.text('too large', 413);
    if (body.kind === 'unreadable') return context.text('not text in UTF-8, or broken off', 400);
    const header = (name: string) => context.req.header(name) ?? '';
    const headers = { id: header('svix-id'), timestamp: header('svix-timestamp'), signature: header('svix-signature') };
    if (!isGenuine(body.text, headers, webhookSecret)) return context.text('not signed with our secret', 401);
    return context.text(await takeIn({ svixId: headers.id, body: body.text }));
  });
  return routes;
}
