import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN, BOB } from './a-studio.ts';
import { readPage } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.end());

describe('A test', () => {
  test('goes to the addresses that were typed, marked as one, with links that act for nobody', async () => {
    const answer = await desk.press('test-send', { to: `${ANN}, ${BOB}; cy@example.org` });
    expect(leadsTo(answer)).toBe(`${DESK}?done=tested`);
    const mails = desk.fake.accepted.slice(-3);
    expect(mails.flatMap(({ to }) => to)).toEqual([ANN, BOB, 'cy@example.org']);
    expect(mails.every(({ subject }) => subject === '[Test] Alpha or Beta?')).toBe(true);
    expect(mails[0]?.html).toContain('This is a test.');
    const token = /\/unsubscribe\/([\w.-]+)/.exec(mails[0]?.html ?? '')?.[1];
    await desk.visitor().post(`/unsubscribe/${token}`);
    const rows = await desk.app.store.selectFrom('subscribers').select('status').execute();
    expect(rows.map(({ status }) => status)).toEqual(['active', 'active', 'active']);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('sends what is saved each time it is pressed', async () => {
    await desk.press('test-send', { to: ANN });
    await desk.save({ subject: 'Another' });
    await desk.press('test-send', { to: ANN });
    expect(desk.fake.accepted.slice(-2).map(({ subject }) => subject)).toEqual([
      '[Test] Alpha or Beta?',
      '[Test] Another',
    ]);
  });

  test.each([
    ['nobody', ''],
    ['no address', 'ann'],
    ['one wrong among others', `${ANN}, bob@`],
    ['too many', Array.from({ length: 21 }, (_, index) => `a${index}@example.org`).join(',')],
    ['a header', `${ANN}%0abcc:eve@example.org`],
  ])('to %s is not sent, and the desk says why', async (_, to) => {
    const before = desk.fake.requests.length;
    const answer = await desk.press('test-send', { to });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).text('.message.problem')).toMatch(/^The test was not sent: /);
    expect(desk.fake.requests).toHaveLength(before);
  });
});
