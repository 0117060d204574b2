import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { listenLocally } from '../../src/cli/listen-locally.ts';

const site = new Hono().get('/', (context) => context.text('here'));

async function listening(port = 0) {
  const listener = await listenLocally(site, port);
  onTestFinished(() => listener.close());
  return listener;
}

test('It answers on this machine at the address it tells, until it is closed', async () => {
  const { url, close } = await listenLocally(site, 0);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(url)).text()).toBe('here');
  await close();
  await expect(fetch(url)).rejects.toThrow();
});

test('A port that is taken is an error that whoever asked for it hears of', async () => {
  const { url } = await listening();
  await expect(listenLocally(site, Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
