import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { previewLooks } from '../../src/studio/preview/preview-looks.ts';
import { type ADesk, aDesk, DESK } from './a-desk.ts';
import { BOB } from './a-studio.ts';
import { filled } from './read-page.ts';

type Answer = {
  id: string;
  htmlBytes: number;
  textBytes: number;
  findings: { check: string; level: string; problem: string }[];
  faults: unknown[];
};

let desk: ADesk;
let form: [string, string][];
beforeAll(async () => {
  desk = await aDesk();
  form = (await desk.open()).form('#desk');
});
afterAll(() => desk.end());

const ask = (changes: Record<string, string>) => desk.ann.post(`${DESK}/preview`, filled(form, changes));
const typed = async (changes: Record<string, string>) => (await (await ask(changes)).json()) as Answer;
const frame = (id: string, look = 'light') => desk.ann.get(`${DESK}/preview/${id}/${look}`);

describe('A frame of the preview', () => {
  test.each(previewLooks)('runs nothing, sends nothing, and is kept nowhere: $name', async ({ name, images }) => {
    const { status, headers } = await frame('saved', name);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((part) => {
        const [directive = '', ...values] = part.split(' ');
        return [directive, values.join(' ')];
      }),
    );
    expect(policy).toEqual({
      sandbox: '',
      'default-src': "'none'",
      'style-src': "'unsafe-inline'",
      'img-src': images ? 'https: data:' : "'none'",
      'frame-ancestors': "'self'",
    });
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each(['text', 'source'])('shows the %s as text under a policy as strict', async (look) => {
    const { headers } = await frame('saved', look);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });

  test('is the true mail, with links that are no reader’s', async () => {
    const html = await (await frame('saved')).text();
    expect(html).toContain('Alpha vs Beta</a>');
    expect(html).toContain('/unsubscribe/preview');
    expect(html).not.toContain('%%');
    expect(await (await frame('saved', 'text')).text()).toContain('/unsubscribe/preview');
  });

  test.each(['', 'x', 'constructor', '..'])('of no such look is not there: %j', async (look) => {
    expect((await desk.ann.get(`${DESK}/preview/saved/${encodeURIComponent(look)}`)).status).toBeGreaterThanOrEqual(
      303,
    );
    expect((await frame('saved', encodeURIComponent(look) || 'y')).status).toBe(404);
  });

  test('of words that are not saved is there for editors who know its id, and for nobody without a session', async () => {
    const { id } = await typed({ subject: 'Not saved' });
    expect(id).toMatch(/^[\w-]{43}$/);
    const bob = await desk.signedIn(BOB);
    expect((await bob.get(`${DESK}/preview/${id}/light`)).status).toBe(200);
    expect((await desk.visitor().get(`${DESK}/preview/${id}/light`)).status).toBe(303);
    expect((await frame('x'.repeat(43))).status).toBe(404);
  });

  test('of an issue that never was is not there', async () => {
    expect((await desk.ann.get('/studio/issues/2026-W40/preview/saved/light')).status).toBe(404);
    expect((await desk.ann.get('/studio/issues/tomorrow/preview/saved/light')).status).toBe(404);
  });
});

describe('What is typed', () => {
  test('is rendered, measured and checked, and not saved', async () => {
    const before = await desk.stored();
    const answer = await typed({ note: 'Typed and *not* saved.', subject: 'x'.repeat(60) });
    const html = await (await frame(answer.id)).text();
    expect(html).toContain('Typed and <em>not</em> saved.');
    const source = await (await frame(answer.id, 'source')).text();
    expect(Math.abs(answer.htmlBytes - Buffer.byteLength(source))).toBeLessThan(500);
    expect(answer.textBytes).toBeGreaterThan(100);
    expect(answer.findings).toContainEqual(expect.objectContaining({ check: 'subject', level: 'error' }));
    expect(await desk.stored()).toEqual(before);
  });

  test('shows the lineup as it stands in the form', async () => {
    const moved: [string, string][] = [...form.filter(([name]) => name !== 'lineup'), ['lineup', 'epsilon-vs-zeta']];
    const { id } = (await (await desk.ann.post(`${DESK}/preview`, moved)).json()) as Answer;
    const html = await (await frame(id)).text();
    expect([html.includes('Epsilon vs Zeta</a>'), html.includes('Gamma vs Delta</a>')]).toEqual([true, false]);
  });

  test('is let go when many others were looked at since', async () => {
    const { id } = await typed({ subject: 'The first' });
    for (let more = 1; more <= 60; more += 1) await typed({ subject: `More ${more}` });
    expect((await frame(id)).status).toBe(404);
  }, 60_000);

  test.each([
    ['too long', { subject: 'x'.repeat(201) }],
    ['a time that is none', { sendAt: '2026-02-31T99:00' }],
  ])('says what is wrong with it when it cannot be read: %s', async (_, changes) => {
    const answer = await ask(changes);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ problem: expect.stringMatching(/is /) });
  });
});

describe('Once an issue can no longer be changed', () => {
  beforeEach(async () => {
    await desk.app.store
      .updateTable('issues')
      .set({ state: 'skipped', reason: 'x', decided_by: 'editor' })
      .where('name', '=', '2026-W47')
      .execute();
  });

  test('typing says so', async () => {
    const answer = await ask({ subject: 'Late' });
    expect([answer.status, await answer.json()]).toEqual([409, { problem: 'The issue can no longer be changed.' }]);
  });
});
