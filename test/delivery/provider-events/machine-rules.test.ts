import { afterEach, describe, expect, it } from 'vitest';
import { machineReason, mailLinks, type Reaction } from '#delivery/provider-events/machine-rules.ts';
import { reactionsToIssue } from '#delivery/provider-events/reaction-queries.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 17, 9, 0, seconds));
const opened = (changes: Partial<Reaction> = {}): Reaction => ({
  kind: 'opened',
  at: at(3600),
  link: undefined,
  ip: undefined,
  agent: undefined,
  ...changes,
});
const clicked = (link: string, seconds: number): Reaction => opened({ kind: 'clicked', at: at(seconds), link });
const context = { deliveredAt: at(0), reactions: [], links: [] };

describe('a machine is known by', () => {
  it('opening within seconds of the delivery, before it was reported or after', () => {
    for (const seconds of [-3, 0, 10])
      expect(machineReason(opened({ at: at(seconds) }), context)).toContain('10 seconds');
    expect(machineReason(opened({ at: at(11) }), context)).toBeUndefined();
    expect(machineReason(opened({ at: at(1) }), { ...context, deliveredAt: undefined })).toBeUndefined();
  });

  it.each(['Mozilla/5.0 (via ggpht.com GoogleImageProxy)', 'YahooMailProxy; x', 'python-requests/2.31', 'Somebot/1.0'])(
    'its name %s',
    (agent) => expect(machineReason(opened({ agent }), context)).toContain('by its name'),
  );

  it.each(['17.58.1.1', '66.249.84.7', '40.94.1.1', '104.47.1.1', '::ffff:17.0.0.1'])(
    'its address %s, if listed',
    (ip) => {
      const isListed = ip !== '40.94.1.1';
      expect(machineReason(opened({ ip }), context) !== undefined).toBe(isListed);
    },
  );

  it.each(['Mozilla/5.0 (Macintosh) Safari/605.1.15', 'Thunderbird/128 Abbott'])(
    'not by the agent %s of a person',
    (agent) => {
      expect(machineReason(opened({ agent, ip: 'not an address' }), context)).toBeUndefined();
    },
  );

  it('clicking every link within a minute, the way out included', () => {
    const links = mailLinks(
      '<a href="https://v.example/panel">a</a> <a href="https://v.example/a?x=1&amp;y=2">b</a> <a href="https://v.example/unsubscribe/%%READER_TOKEN%%">c</a> <a href="mailto:x@v.example">d</a>',
    ).map(({ isLink }) => isLink);
    const all = [
      clicked('https://v.example/panel', 600),
      clicked('https://v.example/a?x=1&y=2', 610),
      clicked('https://v.example/unsubscribe/abc.def.sig', 620),
    ];
    const one = all[0] as Reaction;
    const reason = (reactions: readonly Reaction[]) => machineReason(one, { ...context, reactions, links });
    expect(reason(all)).toContain('every link');
    expect(reason(all.slice(0, 2))).toBeUndefined();
    expect(reason([...all.slice(0, 2), clicked('https://v.example/unsubscribe/abc.def.sig', 6000)])).toBeUndefined();
  });
});

describe('opens and clicks', () => {
  let rig: EventsRig;
  afterEach(() => rig.end());

  it('of machines and people are both kept and counted apart', async () => {
    rig = await anEventsRig();
    await rig.send();
    const later = (seconds: number) => new Date(rig.fake.now().getTime() + seconds * 1000);
    for (const reader of [1, 2, 3]) await rig.post({ mail: rig.mailOf(reader), event: 'delivered', at: later(60) });
    await rig.post({ mail: rig.mailOf(1), event: 'opened', at: later(62) });
    await rig.post({ mail: rig.mailOf(1), event: 'opened', at: later(9000) });
    await rig.post({ mail: rig.mailOf(2), event: 'opened', at: later(62) });
    await rig.post({ mail: rig.mailOf(3), event: 'clicked', at: later(9000) });
    expect(await reactionsToIssue(rig.app.store, 1)).toEqual({
      opened: { readers: 1, machinesOnly: 1 },
      clicked: { readers: 1, machinesOnly: 0 },
    });
  });

  it('are judged anew when the delivery is heard of later', async () => {
    rig = await anEventsRig();
    await rig.send();
    await rig.tell(1, 'opened');
    expect(await rig.kept()).toMatchObject([{ type: 'email.opened', machine: null }]);
    await rig.tell(1, 'delivered');
    const open = (await rig.kept()).find(({ type }) => type === 'email.opened');
    expect(open?.machine).toContain('10 seconds');
  });

  it('on every link of the mail that was really sent are a machine’s, and the first of them is marked, too', async () => {
    rig = await anEventsRig();
    await rig.send();
    const hrefs = [...(rig.mailOf(1).html ?? '').matchAll(/href="(https:[^"]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    const links = [...new Set(hrefs)];
    expect(links.length).toBeGreaterThan(3);
    const click = (link: string) => ({
      type: 'email.clicked',
      created_at: rig.fake.now().toISOString(),
      data: { email_id: rig.mailOf(1).id, click: { link, ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0' } },
    });
    for (const link of links.slice(1)) await rig.post({ mail: rig.mailOf(1), event: click(link) });
    expect((await rig.kept()).every(({ machine }) => machine === null)).toBe(true);
    await rig.post({ mail: rig.mailOf(1), event: click(links[0] ?? '') });
    expect((await rig.kept()).every(({ machine }) => machine?.includes('every link'))).toBe(true);
  });
});
