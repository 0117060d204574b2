import { afterEach, describe, expect, it } from 'vitest';
import { type Hearing, silenceAlarm } from '#delivery/provider-events/silence-alarm.ts';
import { watchForSilence } from '../../../jobs/watch-for-silence.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const MINUTE_MS = 60_000;
const acceptedSince = new Date('2026-11-17T09:00:00Z');
const minutesLater = (minutes: number) => new Date(acceptedSince.getTime() + minutes * MINUTE_MS);
const silent: Hearing = { name: '2026-W47', acceptedSince, delivered: 0, onItsWay: 10, events: 0 };

describe('the alarm', () => {
  it('is raised after 40 minutes and not before', () => {
    expect(silenceAlarm(silent, true, minutesLater(39.9))).toBeUndefined();
    expect(silenceAlarm(silent, true, minutesLater(40))).toContain('nothing was heard since');
  });

  it.each<[string, Partial<Hearing>]>([
    ['one mail is delivered', { delivered: 1 }],
    ['nothing was accepted', { acceptedSince: undefined }],
    ['nothing is on its way any more', { onItsWay: 0, events: 10 }],
  ])('is not raised when %s', (_, changes) => {
    expect(silenceAlarm({ ...silent, ...changes }, true, minutesLater(600))).toBeUndefined();
  });

  it('says when other events came, and when no secret is set', () => {
    expect(silenceAlarm({ ...silent, events: 3 }, true, minutesLater(60))).toContain('3 other events came');
    expect(silenceAlarm(silent, false, minutesLater(60))).toContain('RESEND_WEBHOOK_SECRET is not set');
  });
});

describe('the job that watches', () => {
  let rig: EventsRig;
  afterEach(() => rig.end());

  const complaints = async () => {
    const said: string[] = [];
    await watchForSilence(rig.app, (message) => said.push(message));
    return said;
  };

  it('complains of an accepted issue nobody hears of, until a delivery is reported', async () => {
    rig = await anEventsRig();
    await rig.send();
    rig.advance(39 * MINUTE_MS);
    expect(await complaints()).toEqual([]);
    rig.advance(MINUTE_MS);
    expect(await complaints()).toEqual([expect.stringContaining('2026-W47')]);
    await rig.tell(1, 'sent', 'bouncedTransient');
    expect(await complaints()).toEqual([expect.stringContaining('2 other events')]);
    await rig.tell(2, 'delivered');
    expect(await complaints()).toEqual([]);
  });

  it('says nothing of an issue that Resend has not accepted, and stops after a day', async () => {
    rig = await anEventsRig({ fake: { faults: ['unauthorized'] } });
    await rig.send();
    rig.advance(60 * MINUTE_MS);
    expect(await complaints()).toEqual([]);
    await rig.send();
    rig.advance(41 * MINUTE_MS);
    expect(await complaints()).toHaveLength(1);
    rig.advance(24 * 60 * MINUTE_MS);
    expect(await complaints()).toEqual([]);
  });
});
