import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findIssue, insertIssue } from '#issue/issue-queries.ts';
import type { SendingState } from '../../../src/studio/sending/sending-state.ts';
import { aDraft, byTest } from '../../builders/issue-builders.ts';
import { ANN, type AStudio, aStudio } from '../a-studio.ts';

const NAME = aDraft().name;
const READERS = 300;
const CALLS = 3;

let studio: AStudio;
let server: ServerType;
let url: string;
let cookie: string;
let letGo: () => void;
let sending: Promise<{ kind: string }>;

/** The sending in its middle, with every call under way, and an editor who can follow it over a socket. */
beforeEach(async () => {
  studio = await aStudio({ readers: READERS });
  await insertIssue(studio.app.store, aDraft(), byTest);
  await studio.app.approve(NAME, { editor: ANN });
  const editor = await studio.signedIn();
  cookie = [...editor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  server = await new Promise<ServerType>((resolve) => {
    const listening = serve({ fetch: studio.site.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/studio/issues/${NAME}/progress`;
  const gate = Promise.withResolvers<void>();
  letGo = gate.resolve;
  const before = studio.fake.sends.length;
  studio.fake.beforeAnswer(() => gate.promise);
  const provider = await studio.app.provider();
  if (!provider) throw new Error('no provider');
  sending = studio.app.send(NAME, provider, { report: () => undefined, stop: new AbortController().signal });
  await vi.waitFor(() => expect(studio.fake.sends).toHaveLength(before + CALLS), { timeout: 10_000 });
});

afterEach(async () => {
  letGo();
  await sending;
  await new Promise<void>((closed) => server.close(() => closed()));
  await studio.end();
});

type Update = SendingState & { pace?: { perSecond: number; secondsLeft: number } };

/** What a browser's EventSource would hand on, one update after the other, until the stream ends. */
async function* updates(signal?: AbortSignal): AsyncGenerator<Update> {
  const answer = await fetch(url, { headers: { cookie }, ...(signal ? { signal } : {}) });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const events = `${text}${chunk}`.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) yield JSON.parse(event.replace(/^data: /, '')) as Update;
  }
}

describe('following a sending', () => {
  test('shows the figures as they move, and ends when the issue is sent', async () => {
    const seen: Update[] = [];
    for await (const update of updates()) {
      if (seen.length === 0) letGo();
      seen.push(update);
    }
    expect(seen[0]).toMatchObject({
      state: 'sending',
      accounting: { audience: READERS, accepted: 0, waiting: READERS },
      batches: { done: 0, total: CALLS },
    });
    expect(seen.at(-1)).toMatchObject({
      state: 'sent',
      accounting: { audience: READERS, accepted: READERS, waiting: 0 },
      batches: { done: CALLS, total: CALLS },
      pace: { secondsLeft: 0 },
    });
    const accepted = seen.map(({ accounting }) => accounting.accepted);
    expect(accepted).toEqual(accepted.toSorted((one, other) => one - other));
  });

  test('of an issue that is sent already says so once and ends', async () => {
    letGo();
    await sending;
    const seen: string[] = [];
    for await (const { state } of updates()) seen.push(state);
    expect(seen).toEqual(['sent']);
  });

  test('by a browser that goes away breaks neither the sending nor the site', async () => {
    const leaving = new AbortController();
    await updates(leaving.signal).next();
    leaving.abort();
    const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 10_000 });
    letGo();
    expect(await sending).toMatchObject({ kind: 'sent' });
    expect((await findIssue(studio.app.store, NAME))?.state).toBe('sent');
    const page = await fetch(url.replace('/progress', ''), { headers: { cookie } });
    expect(page.status).toBe(200);
    await page.body?.cancel();
    expect(studio.errors).toEqual([]);
  });

  test('of a week without an issue ends at once: there is nothing to follow', async () => {
    url = url.replace(NAME, '2026-W48');
    for await (const update of updates()) throw new Error(`told of ${update.state}`);
  });
});
