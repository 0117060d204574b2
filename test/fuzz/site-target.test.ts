import { expect, test } from 'vitest';
import { aFuzzedSite, NOW, SESSION } from './a-fuzzed-site.ts';
import { keptState } from './kept-state.ts';
import { mayWrite } from './may-write.ts';
import { type Answered, everyAnswer } from './site-target.ts';
import { soundRules } from './sound-rows.ts';

const fine: Answered = {
  method: 'GET',
  pathname: '/',
  status: 200,
  type: 'text/html; charset=utf-8',
  body: '',
  reported: [],
  before: new Map(),
  wrote: new Map(),
};
const brokenBy = (changes: Partial<Answered>) =>
  everyAnswer.filter(({ broken }) => broken({ ...fine, ...changes }, undefined)).map(({ words }) => words);

test('An answer as it should be breaks no promise', () => {
  expect(brokenBy({})).toEqual([]);
});

test.each<[string, Partial<Answered>, RegExp]>([
  ['that is 500', { status: 500 }, /nothing goes wrong/],
  ['after which something was reported', { reported: ['TypeError'] }, /nothing goes wrong/],
  ['to a GET that wrote', { wrote: new Map([['votes', []]]) }, /a GET never/],
  [
    'to a refused form that wrote',
    { method: 'POST', pathname: '/subscribe', status: 422, wrote: new Map([['sign_ups', []]]) },
    /refused nothing/,
  ],
  [
    'that wrote what it is not for',
    { method: 'POST', pathname: '/subscribe', wrote: new Map([['subscribers', []]]) },
    /what its address is for/,
  ],
  ['with a script that was typed', { body: '<p><script>alert(1)</script></p>' }, /never markup/],
])('An answer %s breaks one', (_, changes, words) => {
  expect(brokenBy(changes)).toEqual([expect.stringMatching(words)]);
});

test('A form that was taken may write what its address is for', () => {
  expect(mayWrite('POST', '/subscribe', 200)).toContain('sign_ups');
  expect(mayWrite('POST', '/vote/alpha-vs-beta/a.b.c', 200)).toContain('votes');
  expect(mayWrite('POST', '/vote/alpha-vs-beta', 200)).not.toContain('votes');
});

const A_CELL = { id: 1, name: 'Ada', status_changed_at: NOW.toISOString(), categories: '["Search"]' };
const rulesBrokenBy = (table: string, row: object) => {
  const before = new Map();
  return soundRules
    .filter(({ broken }) => broken(new Map([[table, [row as never]]]), before))
    .map(({ words }) => words);
};

test.each<[object, RegExp]>([
  [{ name: 'A\0da' }, /PostgreSQL/],
  [{ status_changed_at: '+010000-01-01T00:00:00.000Z' }, /sorts as text/],
  [{ categories: 'Search' }, /list that can be read/],
])('Rows with %j are not sound', (cell, words) => {
  expect(rulesBrokenBy('subscribers', A_CELL)).toEqual([]);
  expect(rulesBrokenBy('subscribers', { ...A_CELL, ...cell })).toEqual([expect.stringMatching(words)]);
});

test('An issue whose content is not that of its hash, or that changed without a word, is not sound', async () => {
  const { app, close } = await aFuzzedSite();
  const kept = await keptState(app.store);
  const [issue] = await app.store.selectFrom('issues').selectAll().where('name', '=', '2026-W47').execute();
  expect(rulesBrokenBy('issue_changes', { ...issue, content: '{"subject":"another"}' })).toEqual([
    'a content stands beside its own hash',
  ]);
  await app.store.updateTable('issues').set({ reason: 'x' }).where('name', '=', '2026-W47').execute();
  const changes = await kept.changes();
  expect(soundRules.filter(({ broken }) => broken(changes, kept.before)).map(({ words }) => words)).toEqual([
    'an issue that changed has a new line in its history',
  ]);
  await close();
});

test('The site holds one of everything: an editor who is signed in, issues in each state', async () => {
  const { site, app, errors, close } = await aFuzzedSite();
  const states = await app.store.selectFrom('issues').select('state').distinct().execute();
  expect(states.map(({ state }) => state).toSorted()).toEqual(['draft', 'held', 'sending', 'sent', 'skipped']);
  const headers = { cookie: `studio_session=${SESSION}` };
  expect((await site.request('https://verdicts.example/studio', { headers })).status).toBe(200);
  expect(errors).toEqual([]);
  await close();
});
