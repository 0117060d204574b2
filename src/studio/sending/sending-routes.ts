import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import {
  pauseSending,
  resumeSending,
  type Steered,
  type Steering,
  sendToUnmailed,
  settleUnknown,
  stopSending,
} from '#delivery/steer-sending.ts';
import type { Store } from '#store/open-store.ts';
import type { App } from '../../app.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { type Here, withName, withNameAndForm } from '../issue/with-name.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { paceBetween, sendingState } from './sending-state.ts';

const LOOK_EVERY_MS = 500;

/** Server-sent events: the figures twice a second until the issue is sent or the page is closed (HTML, 9.2). */
function follow({ app }: Studio, { context, name }: Here): Response {
  return streamSSE(context, async (stream) => {
    let first: { waiting: number; atMs: number } | undefined;
    while (!stream.aborted) {
      const sending = await sendingState(app.store, name);
      if (!sending) return;
      const now = { waiting: sending.accounting.waiting, atMs: performance.now() };
      first ??= now;
      await stream.writeSSE({ data: JSON.stringify({ ...sending, pace: paceBetween(first, now) }) });
      if (sending.state === 'sent') return;
      await sleep(LOOK_EVERY_MS);
    }
  });
}

type SteerButton = {
  button: string;
  steer(store: Store, steering: Steering): Promise<Steered>;
  done: string;
  /** Whether calls are to be made after it. */
  sends: boolean;
};

const BUTTONS: readonly SteerButton[] = [
  { button: 'pause', steer: pauseSending, done: 'paused', sends: false },
  { button: 'resume', steer: resumeSending, done: 'resumed', sends: true },
  { button: 'stop', steer: stopSending, done: 'stopped', sends: true },
  { button: 'reopen', steer: sendToUnmailed, done: 'reopened', sends: true },
];

const decisionSchema = z.object({ decision: z.enum(['they got it', 'send again']) });

/** How long a page may wait for the provider's list; what takes longer is left to the job of every hour. */
const ASK_MOST_MS = 20_000;

/** Asks the provider's list about the unknown, and says in a word what came of it. */
async function ask({ app }: Studio, { context, name }: Here): Promise<Response> {
  const stop = AbortSignal.timeout(ASK_MOST_MS);
  const asking = await app.askProvider(name, { report: () => undefined, stop });
  const done = askedWord(asking);
  return context.redirect(`${issueAddress(name)}${done === undefined ? '' : `?done=asked-${done}`}`, 303);
}

function askedWord(asking: Awaited<ReturnType<App['askProvider']>>): string | undefined {
  if (asking.kind === 'nothing-unknown') return undefined;
  if (asking.kind === 'no-provider') return asking.kind;
  if (asking.kind === 'not-read') return asking.why;
  if (asking.missing === 0) return 'all';
  return asking.found === 0 ? 'none' : 'some';
}

/** Watching an issue go out, and the few things that can still be done about it. */
export function sendingRoutes(studio: Studio): Hono<StudioEnv> {
  const { app, startSending } = studio;
  const routes = new Hono<StudioEnv>();
  const steering = ({ name, editor }: Here): Steering => ({ name, who: editor, at: app.clock() });
  const back = ({ context, name }: Here, done: string, { kind }: Steered) =>
    context.redirect(`${issueAddress(name)}${kind === 'done' ? `?done=${done}` : ''}`, 303);
  routes.get(
    '/issues/:name/progress',
    withName(studio, (here) => follow(studio, here)),
  );
  for (const { button, steer, done, sends } of BUTTONS) {
    routes.post(
      `/issues/:name/${button}`,
      withName(studio, async (here) => {
        const steered = await steer(app.store, steering(here));
        if (sends && steered.kind === 'done') startSending(here.name);
        return back(here, done, steered);
      }),
    );
  }
  routes.post(
    '/issues/:name/settle',
    withNameAndForm(studio, async (here, fields) => {
      const asked = decisionSchema.safeParse(Object.fromEntries(fields));
      if (!asked.success) return here.context.text('Say what became of them.', 422);
      const { decision } = asked.data;
      const settled = await settleUnknown(app.store, steering(here), decision);
      if (decision === 'send again' && settled.kind === 'done') startSending(here.name);
      return back(here, 'settled', settled);
    }),
  );
  routes.post(
    '/issues/:name/ask',
    withName(studio, (here) => ask(studio, here)),
  );
  return routes;
}
