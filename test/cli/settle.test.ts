import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { openStore } from '#store/open-store.ts';
import { readingLines } from '../../src/cli/watch-reading.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import { onSends } from '../fakes/fake-resend.ts';
import type { Fault } from '../fakes/resend/faults.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { runVerdicts } from './a-served-site.ts';

// Each test starts some processes.
vi.setConfig({ testTimeout: 60_000 });

const NAME = aDraft().name;
const EDITOR = 'ann@example.org';
const DAY_MS = 24 * 3_600_000;

let rig: Rig;
let environment: NodeJS.ProcessEnv;
afterEach(() => rig.end());

/** An issue of which, a day later, nobody can tell what the provider did with it. */
async function unknownAfter(fault: Fault, keyMaySendOnly = false): Promise<void> {
  const database = join(await scratchFolder(), 'settle.sqlite');
  rig = await aSendingRig({ store: await openStore(database), fake: { faults: onSends(fault), keyMaySendOnly } });
  await rig.send();
  rig.advance(DAY_MS);
  rig.fake.script([]);
  await rig.send();
  environment = {
    PATH: process.env.PATH,
    DATABASE_URL: database,
    RESEND_BASE_URL: rig.fake.url,
    EDITORS: EDITOR,
    NOW: rig.fake.now().toISOString(),
  };
}

const settle = (...words: string[]) => runVerdicts(environment, 'settle', '--week', NAME, ...words);
const accounting = async () => accountingOfIssue(rig.store, await issueId(rig.store, NAME));

describe('verdicts settle', () => {
  it('asks the provider’s list and says what it found; a second time there is nothing to ask', async () => {
    await unknownAfter('lostAfterAccept');
    expect(await settle()).toMatchObject({
      code: 0,
      stdout: '2026-W47: 3 found on the provider’s list and accepted, 0 not on it and still unknown\n',
    });
    expect(await accounting()).toMatchObject({ accepted: 3, unknown: 0 });
    expect(await settle()).toMatchObject({ code: 0, stdout: '2026-W47: nothing is unknown\n' });
  });

  it('says what an editor can do about those the list does not have', async () => {
    await unknownAfter('resetBeforeAccept');
    const { code, stdout } = await settle();
    expect([code, stdout]).toEqual([
      0,
      '2026-W47: 0 found on the provider’s list and accepted, 3 not on it and still unknown\n"verdicts settle --week 2026-W47 --as accepted|again --by ADDRESS" decides what became of them\n',
    ]);
    const json = await settle('--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'read', found: 0, missing: 3 });
    expect(json.stderr).toContain('3 not on it');
  });

  it('fails, with the reason, when the list cannot be read', async () => {
    await unknownAfter('lostAfterAccept', true);
    const { code, stdout } = await settle();
    expect([code, stdout]).toEqual([1, expect.stringContaining('2026-W47: the API key may only send')]);
    delete environment.RESEND_BASE_URL;
    expect(await settle()).toMatchObject({ code: 1, stdout: expect.stringContaining('RESEND_API_KEY is not set') });
  });

  it('takes an editor’s word that they were accepted, or has them mailed again', async () => {
    await unknownAfter('resetBeforeAccept');
    expect(await settle('--as', 'again', '--by', EDITOR)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 will be mailed again, by "verdicts send --week 2026-W47"'),
    });
    expect((await findIssue(rig.store, NAME))?.state).toBe('sending');
    expect(await settle('--as', 'accepted', '--by', EDITOR)).toMatchObject({
      code: 0,
      stdout: '2026-W47: nothing is unknown\n',
    });
    await rig.end();
    await unknownAfter('lostAfterAccept');
    expect(await settle('--as', 'accepted', '--by', EDITOR)).toMatchObject({
      code: 0,
      stdout: `2026-W47: 3 count as accepted, by the word of ${EDITOR}\n`,
    });
    expect(await accounting()).toMatchObject({ accepted: 3, unknown: 0 });
  });

  it('ends with 2, changing nothing, when it is not said what became of them or by whom', async () => {
    await unknownAfter('lostAfterAccept');
    const wrong: [string[], string][] = [
      [['--as', 'accepted'], '--as and --by go together'],
      [['--by', EDITOR], '--as and --by go together'],
      [['--as', 'accepted', '--by', 'stranger@example.org'], 'stranger@example.org is not in EDITORS'],
      [['--as', 'whatever', '--by', EDITOR], 'Allowed choices are accepted, again'],
    ];
    for (const [words, because] of wrong)
      expect(await settle(...words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(because) });
    expect(await accounting()).toMatchObject({ accepted: 0, unknown: 3 });
  });

  it('fails for an issue that was not mailed', async () => {
    await unknownAfter('lostAfterAccept');
    expect(await runVerdicts(environment, 'settle', '--week', '2026-W40')).toMatchObject({
      code: 1,
      stdout: '2026-W40 is not composed yet: only what was mailed can be settled\n',
    });
  });
});

it('Where there is no terminal, a long reading says at each thousandth mail how far back it is', () => {
  const lines: string[] = [];
  const report = readingLines((line) => lines.push(line));
  const since = new Date('2026-11-17T09:00:00.000Z');
  for (let mails = 100; mails <= 2100; mails += 100)
    report({ kind: 'reading', mails, reached: new Date(since.getTime() + 3_600_000 - mails * 1000), since });
  report({ kind: 'waiting', ms: 7000, because: 'too fast' });
  expect(lines).toEqual([
    'the provider’s list: 1000 mails read, back to 2026-11-17T09:43:20.000Z',
    'the provider’s list: 2000 mails read, back to 2026-11-17T09:26:40.000Z',
    'waiting 7 s: too fast',
  ]);
});
