import { afterEach, describe, expect, test } from 'vitest';
import { pauseSending } from '#delivery/steer-sending.ts';
import type { Fate } from '../../builders/mailed-issue-builder.ts';
import { ANN, BOB } from '../a-studio.ts';
import { anIssueOnItsWay, NAME, type OnItsWay, PAGE } from './an-issue-on-its-way.ts';

const unknown: Fate = { outcome: 'unknown', problem: 'no answer' };
const refused: Fate = { outcome: 'rejected', problem: 'no such mailbox' };
const waiting: Fate = { outcome: null };

let studio: OnItsWay;
afterEach(() => studio.end());

const buttons = async () => (await studio.open()).all('main form.action button');
const pausedByBob = () => pauseSending(studio.app.store, { name: NAME, who: BOB, at: studio.app.clock() });

describe('the page of an issue on its way', () => {
  test('shows the whole sum, and how far the batches are', async () => {
    studio = await anIssueOnItsWay({ fates: [{}, {}, refused, unknown, { outcome: 'unsubscribed' }, waiting] });
    const page = await studio.open();
    expect(page.all('.sum td.number')).toEqual(['6', '2', '1', '0', '1', '1', '1']);
    expect(page.attribute('progress', 'value')).toBe('1');
    expect(page.text('#pace')).toBe('1 of 1 batches');
    expect(page.attribute('[data-progress]', 'data-progress')).toBe(`${PAGE}/progress`);
  });

  test('offers to pause and to stop; paused, it says by whom and offers to go on', async () => {
    studio = await anIssueOnItsWay();
    const before = await buttons();
    expect(before).toEqual(expect.arrayContaining(['Pause', 'Stop it']));
    expect(before).not.toContain('Go on');
    await pausedByBob();
    expect((await studio.open()).text('#paused')).toBe(`Sending stands still: ${BOB} paused it`);
    const after = await buttons();
    expect(after).toEqual(expect.arrayContaining(['Go on', 'Stop it']));
    expect(after).not.toContain('Pause');
  });

  test('offers nothing to steer once it is sent', async () => {
    studio = await anIssueOnItsWay({ state: 'sent' });
    const page = await studio.open();
    expect(page.text('#steer')).toBeUndefined();
    expect(page.attribute('[data-progress]', 'data-progress')).toBeUndefined();
  });

  test('says what may be decided of the unknown only while there are some', async () => {
    studio = await anIssueOnItsWay({ fates: [{}, unknown, unknown], state: 'sent' });
    expect((await studio.open()).text('#unknown h2')).toBe('2 deliveries of unknown fate');
    await studio.press('settle', { decision: 'they got it' });
    expect((await studio.open()).text('#unknown')).toBeUndefined();
    expect((await studio.open()).all('.sum td.number')).toEqual(['3', '3', '0', '0', '0', '0', '0']);
  });
});

describe('a button', () => {
  test('of pausing says so, and begins no sending', async () => {
    studio = await anIssueOnItsWay({ fates: [waiting] });
    expect(await studio.press('pause')).toBe(`303 ${PAGE}?done=paused`);
    expect(await studio.stored()).toMatchObject({ state: 'sending', pausedBecause: `${ANN} paused it` });
    expect(studio.begun).toEqual([]);
  });

  test('of going on, or of stopping, begins what is left to be done', async () => {
    studio = await anIssueOnItsWay({ fates: [waiting] });
    await pausedByBob();
    expect(await studio.press('resume')).toBe(`303 ${PAGE}?done=resumed`);
    expect(studio.begun).toEqual([NAME]);
    expect(await studio.press('stop')).toBe(`303 ${PAGE}?done=stopped`);
    expect(studio.begun).toEqual([NAME, NAME]);
    expect(await studio.stored()).not.toHaveProperty('pausedBecause');
  });

  test('of mailing those who did not get it reopens the issue and begins', async () => {
    studio = await anIssueOnItsWay({ fates: [{}, refused], state: 'sent' });
    expect(await studio.press('reopen')).toBe(`303 ${PAGE}?done=reopened`);
    expect((await studio.stored())?.state).toBe('sending');
    expect(studio.begun).toEqual([NAME]);
  });

  test('of counting the unknown as accepted begins nothing; of sending again it does', async () => {
    studio = await anIssueOnItsWay({ fates: [unknown], state: 'sent' });
    expect(await studio.press('settle', { decision: 'they got it' })).toBe(`303 ${PAGE}?done=settled`);
    expect(studio.begun).toEqual([]);
    await studio.end();
    studio = await anIssueOnItsWay({ fates: [unknown], state: 'sent' });
    expect(await studio.press('settle', { decision: 'send again' })).toBe(`303 ${PAGE}?done=settled`);
    expect(studio.begun).toEqual([NAME]);
  });

  test('pressed too late changes nothing and claims nothing', async () => {
    studio = await anIssueOnItsWay({ state: 'sent' });
    for (const button of ['pause', 'resume', 'stop', 'reopen']) expect(await studio.press(button)).toBe(`303 ${PAGE}`);
    expect(await studio.press('settle', { decision: 'send again' })).toBe(`303 ${PAGE}`);
    expect((await studio.stored())?.state).toBe('sent');
    expect(studio.begun).toEqual([]);
  });

  test('without a decision that there is, is refused', async () => {
    studio = await anIssueOnItsWay({ fates: [unknown], state: 'sent' });
    for (const fields of [{}, { decision: 'whatever' }] as Record<string, string>[])
      expect(await studio.press('settle', fields)).toBe('422');
    expect((await studio.open()).text('#unknown h2')).toBe('1 delivery of unknown fate');
  });

  test('is for signed-in editors: a visitor is sent away, and nothing happens', async () => {
    studio = await anIssueOnItsWay({ fates: [waiting, unknown] });
    const visitor = studio.visitor();
    for (const button of ['pause', 'resume', 'stop', 'reopen', 'settle'])
      expect(await studio.press(button, { decision: 'send again' }, visitor)).toBe('401');
    for (const path of ['', '/progress'])
      expect((await visitor.get(`${PAGE}${path}`)).headers.get('location')).toMatch(/^\/studio\/sign-in/);
    expect(await studio.stored()).not.toHaveProperty('pausedBecause');
    expect(studio.begun).toEqual([]);
  });

  test('of another site’s form does nothing, even for a signed-in editor', async () => {
    studio = await anIssueOnItsWay({ fates: [waiting] });
    const answer = await studio.ann.post(`${PAGE}/stop`, {}, { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
    expect(studio.begun).toEqual([]);
  });
});
