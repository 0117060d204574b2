import { afterEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/app.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { unknownAfterADay } from '../../jobs/unknown-after-a-day.ts';
import type { AStudio } from '../a-studio.ts';
import { type Page, readPage } from '../read-page.ts';

const PAGE = `/studio/issues/${aDraft().name}`;

let studio: AStudio;
afterEach(() => studio.end());

/** Presses the button; says where that leads and shows what stands there. */
async function askTheList(): Promise<{ to: string; page: Page }> {
  const ann = await studio.signedIn();
  const answer = await ann.post(`${PAGE}/ask`);
  const to = answer.headers.get('location') ?? '';
  expect(answer.status).toBe(303);
  return { to, page: readPage(await ann.page(to)) };
}

describe('the button that asks Resend’s list', () => {
  test('stands beside what else an editor can do about the unknown', async () => {
    studio = await unknownAfterADay({ accepted: true });
    const page = readPage(await (await studio.signedIn()).page(PAGE));
    expect(page.all('#unknown form.action button')).toEqual([
      'Ask Resend’s list',
      'Count them as accepted',
      'Send to them again',
    ]);
  });

  test('counts as accepted whom the list shows, says so, and sends nothing', async () => {
    studio = await unknownAfterADay({ accepted: true });
    const { to, page } = await askTheList();
    expect(to).toBe(`${PAGE}?done=asked-all`);
    expect(page.text('.message')).toBe('Resend’s list has every one of them: they count as accepted now.');
    expect(page.text('#unknown')).toBeUndefined();
    expect(page.all('.sum td.number')).toEqual(['3', '3', '0', '0', '0', '0', '0']);
    expect(studio.begun).toEqual([]);
  });

  test('says what the list does not have, and leaves it to the editor', async () => {
    studio = await unknownAfterADay({ accepted: false });
    const { to, page } = await askTheList();
    expect(to).toBe(`${PAGE}?done=asked-none`);
    expect(page.text('.message')).toBe('Resend’s list was read to its end and has none of them.');
    expect(page.text('.findings')).toMatch(/Batch 1 is unknown: the provider’s list was read .* and does not have it/);
    expect(page.text('#unknown h2')).toBe('3 deliveries of unknown fate');
  });

  type Asking = Awaited<ReturnType<App['askProvider']>>;
  const notRead = (why: Extract<Asking, { kind: 'not-read' }>['why']): Asking => ({
    kind: 'not-read',
    found: 0,
    missing: 3,
    why,
    because: 'x',
  });
  const cases: [Asking, RegExp | undefined][] = [
    [{ kind: 'read', found: 1, missing: 2, since: new Date() }, /has some of them.*lacks the others/],
    [notRead('sends-only'), /may only send/],
    [notRead('forgotten'), /does not reach back/],
    [notRead('no-answer'), /could not be read/],
    [notRead('stopped'), /too long for a page/],
    [{ kind: 'no-provider' }, /RESEND_API_KEY is not set/],
    [{ kind: 'nothing-unknown' }, undefined],
  ];
  test.each(cases)('says in words what came of it: %o', async (asking, words) => {
    studio = await unknownAfterADay({ accepted: false });
    studio.app.askProvider = async () => asking;
    const message = (await askTheList()).page.text('.message');
    if (words) expect(message).toMatch(words);
    else expect(message).toBeUndefined();
  });

  test('is for signed-in editors, and no other site’s form can press it', async () => {
    studio = await unknownAfterADay({ accepted: true });
    const calls = studio.fake.requests.length;
    expect((await studio.visitor().post(`${PAGE}/ask`)).status).toBe(401);
    expect(studio.fake.requests).toHaveLength(calls);
    const ann = await studio.signedIn();
    const answer = await ann.post(`${PAGE}/ask`, {}, { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
    expect(studio.fake.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });
});
