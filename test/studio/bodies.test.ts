import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ADesk, aDesk, DESK } from './a-desk.ts';
import { ORIGIN } from './a-studio.ts';

let desk: ADesk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.end());

const FORM = 'application/x-www-form-urlencoded';
const forms = ['save', 'preview', 'approve', 'send', 'test-send', 'hold', 'skip', 'restore', 'withdraw', 'release'].map(
  (act) => `${DESK}/${act}`,
);
const everyForm = [...forms, '/studio/corrections', '/studio/sign-in'];

const bodies: [what: string, body: BodyInit | null, type: string, status: number[]][] = [
  ['far too much', `note=${'x'.repeat(500_000)}`, FORM, [413]],
  ['a broken encoding', 'note=%E0%A4%A', FORM, [400]],
  ['no UTF-8', new Uint8Array([0x6e, 0x3d, 0xff, 0xfe]), FORM, [400]],
  ['a zero', 'note=%00', FORM, [400]],
  ['JSON', '{"note":"x"}', 'application/json', [415]],
  ['a picture', new Uint8Array([0x89, 0x50]), 'image/png', [415]],
  [
    'half a multipart',
    '--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nhalf',
    'multipart/form-data; boundary=x',
    [400],
  ],
];

describe.each(bodies)('A body with %s', (_, body, type, statuses) => {
  test.each(everyForm)('is refused at %s and changes nothing', async (path) => {
    const before = await desk.stored();
    const headers = { origin: ORIGIN, 'content-type': type };
    const answer = await desk.ann.request(path, { method: 'POST', body, headers });
    expect(statuses).toContain(answer.status);
    expect(await desk.stored()).toEqual(before);
    expect(desk.errors).toEqual([]);
  });
});

test.each(everyForm)('An empty form is answered without a fault of ours: %s', async (path) => {
  const before = await desk.stored();
  const { status } = await desk.ann.post(path);
  expect(status).toBeLessThan(500);
  expect(await desk.stored()).toEqual(before);
  expect(desk.errors).toEqual([]);
});

test('A lineup of thousands is refused', async () => {
  const lineup = Array.from({ length: 2_000 }, (_, index): [string, string] => ['lineup', `a-vs-${index}`]);
  const answer = await desk.ann.post(`${DESK}/save`, [['base', 'x'], ['sendAt', ''], ...lineup]);
  expect(answer.status).toBe(422);
});

test('A form in which every field comes many times, and with names of ours and of objects, is answered', async () => {
  const names = ['base', 'note', 'lineup', 'do', 'hash', 'reason', 'to', '__proto__', 'constructor', 'toString'];
  const fields = names.flatMap((name): [string, string][] => [
    [name, 'x'],
    [name, 'y'],
  ]);
  for (const path of everyForm) expect([path, (await desk.ann.post(path, fields)).status < 500]).toEqual([path, true]);
  expect(desk.errors).toEqual([]);
});

test('What goes wrong inside is told to the operator, and to nobody else', async () => {
  const broken = await aDesk();
  await broken.app.store.schema.dropTable('issue_changes').execute();
  const answer = await broken.ann.request(`${DESK}/history`, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/issue_changes|sqlite|at .*\.ts/i);
  expect(broken.errors.map(({ message }) => message)).toEqual([expect.stringContaining('issue_changes')]);
  await broken.end();
});
