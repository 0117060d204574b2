import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { expireSignUps } from '#subscribers/expire-sign-ups.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { castVote } from '#votes/vote-queries.ts';
import { visibleText } from '../../emails/read-html.ts';
import { anAddress } from '../../subscribers/subscriber-builders.ts';
import { formsOf } from '../pages/read-forms.ts';
import { aSite, PUBLIC_URL, SECRET, type Site } from './a-site.ts';

const ANN = 'ann@verdict-readers.org';
const A = 'cursor-background-agent';
const B = 'smolvlm-2-5';
const PAGE = `/compare/${A}-vs-${B}`;
const BALLOT = `/vote/${A}-vs-${B}`;
const VOTES = `${A}=ship&${B}=skip`;

let site: Site;
beforeEach(async () => {
  site = await aSite();
  site.advance(3 * 86_400_000);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

type Fields = Record<string, string>;

/** The fields of the one form on a page that leads to `action`, as they stand in it. */
async function fieldsOf(answer: Response, action = '/subscribe'): Promise<Fields> {
  const found = formsOf(await answer.text()).filter(({ form }) => form.action === action);
  expect(found).toHaveLength(1);
  return Object.fromEntries(
    found[0]!.fields.map(({ name = '', value = '' }) => [name, value.replaceAll('&amp;', '&')]),
  );
}

const votes = () => site.app.store.selectFrom('votes').select(['tool', 'choice']).orderBy('tool').execute();
const kept = () => site.app.store.selectFrom('sign_ups').select('votes').execute();
const signUp = (fields: Fields) => site.post('/subscribe', { email: ANN, started: site.started(), ...fields });

async function linkOfMail(): Promise<string> {
  const [mail] = await site.answered();
  return new RegExp(`${PUBLIC_URL}(/confirm/\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';
}

describe('A visitor who votes', () => {
  it('sees what was chosen, that it counts once confirmed, and the form that takes it along', async () => {
    const answer = await site.post(BALLOT, { [A]: 'ship', [B]: 'skip' });
    expect(answer.status).toBe(200);
    const html = await answer.clone().text();
    expect(visibleText(html)).toMatch(/Cursor Background Agent: SHIP.*SmolVLM 2\.5: SKIP/s);
    expect(visibleText(html)).toContain('kept until you confirm a sign-up; then it counts');
    expect(html).toContain(`href="${PAGE}"`);
    expect(await fieldsOf(answer)).toMatchObject({ email: '', page: PAGE, votes: VOTES });
  });

  it('changes nothing by it: the form is all there is', async () => {
    const before = await site.dump();
    await site.post(BALLOT, { [A]: 'ship' });
    expect(await site.dump()).toBe(before);
  });

  it('is counted exactly when the sign-up is confirmed, and sees it at once', async () => {
    const fields = await fieldsOf(await site.post(BALLOT, { [A]: 'ship', [B]: 'skip' }));
    site.advance(60_000);
    const taken = await site.post('/subscribe', { ...fields, email: ANN });
    expect(visibleText(await taken.text())).toContain('counts once you have confirmed');
    const link = await linkOfMail();
    const form = visibleText(await (await site.get(link)).text());
    expect(form).toMatch(/counts with it.*SHIP.*SKIP/s);
    expect(await votes()).toEqual([]);
    expect(visibleText(await (await site.get(PAGE)).text())).toContain('no votes yet');

    const confirmed = await (await site.post(link)).text();
    expect(visibleText(confirmed)).toMatch(/Your vote is counted.*1 vote so far/s);
    expect(await votes()).toEqual([
      { tool: A, choice: 'ship' },
      { tool: B, choice: 'skip' },
    ]);
    const back = confirmed.match(/href="(\/compare\/[^"]*)"/)?.[1] ?? '';
    // Another address than the page that the browser still has in its cache.
    expect(back).toMatch(new RegExp(`^${PAGE}\\?voted=`));
    const page = visibleText(await (await site.get(back)).text());
    expect(page).not.toContain('no votes yet');
    expect(page).toContain('1 vote so far');
  });

  it('may vote on one of the two', async () => {
    expect(await fieldsOf(await site.post(BALLOT, { [B]: 'ship' }))).toMatchObject({ votes: `${B}=ship` });
  });

  it('is asked again after a vote that says nothing', async () => {
    for (const fields of [{}, { [A]: 'maybe' }, { other: 'ship' }] as Fields[]) {
      const answer = await site.post(BALLOT, fields);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(`name="${A}" value="ship"`);
    }
  });

  it.each(['/vote/no-vs-where', `/vote/${B}-vs-${A}`])('on no comparison is told so: %s', async (path) => {
    expect((await site.post(path, { [A]: 'ship' })).status).toBe(404);
  });

  it('learns nothing of a comparison that is not published yet', async () => {
    site.advance(-400 * 86_400_000);
    expect((await site.post(BALLOT, { [A]: 'ship' })).status).toBe(404);
  });

  it('reads the truth on the comparison', async () => {
    expect(visibleText(await (await site.get(PAGE)).text())).toContain('kept until you confirm a sign-up');
  });
});

describe('The votes of a sign-up', () => {
  it.each([
    ['a mistyped address', { email: 'ann' }],
    ['a form that was too quick', { started: '' }],
    ['a throw-away mailbox', { email: 'ann@gmial.com' }],
  ])('stay in the form, with its page, after %s', async (_, change) => {
    const answer = await signUp({ votes: VOTES, page: PAGE, ...change });
    expect(answer.status).toBe(422);
    expect(await fieldsOf(answer)).toMatchObject({ votes: VOTES, page: PAGE });
  });

  it('stay in the form when another address is suggested', async () => {
    const answer = await signUp({ votes: VOTES, email: 'ann@gmail.con' });
    expect(await fieldsOf(answer)).toMatchObject({ email: 'ann@gmail.com', votes: VOTES });
  });

  it('stay in the form when work is asked for, and when there were too many', async () => {
    for (let sent = 0; sent < 5; sent += 1) await signUp({ email: `a${sent}@verdict-readers.org` });
    const challenge = await signUp({ votes: VOTES });
    expect(await challenge.clone().text()).toContain('<altcha-widget');
    expect(await fieldsOf(challenge)).toMatchObject({ votes: VOTES, email: ANN });
    for (let sent = 0; sent < 14; sent += 1) await signUp({});
    const tooMany = await signUp({ votes: VOTES });
    expect(tooMany.status).toBe(429);
    expect(await fieldsOf(tooMany)).toMatchObject({ votes: VOTES, email: ANN });
  });

  it('come as JSON just as well', async () => {
    const body = JSON.stringify({ email: ANN, started: site.started(), page: PAGE, votes: VOTES });
    const headers = { 'content-type': 'application/json' };
    expect((await site.request('/subscribe', { method: 'POST', body, headers })).status).toBe(200);
    expect(await kept()).toEqual([{ votes: VOTES }]);
    await site.post(await linkOfMail());
    expect(await votes()).toHaveLength(2);
  });

  it.each([
    '',
    'x',
    `${A}=maybe`,
    `${A}=ship&${B}=skip&zed=ship`,
    'Not A Slug=ship',
    `${A}=ship&`.repeat(99),
    `${A}=ship&junk`,
  ])('that we never wrote are left out, and the sign-up is taken: %j', async (line) => {
    expect((await signUp({ votes: line })).status).toBe(200);
    expect(await kept()).toEqual([{ votes: null }]);
  });

  it('on tools that no comparison has together are not cast', async () => {
    await signUp({ votes: `no-such-tool=ship&${A}=ship` });
    expect((await site.post(await linkOfMail())).status).toBe(200);
    expect(await votes()).toEqual([]);
  });

  it('are cast once, and a link pressed again brings no older vote back', async () => {
    await signUp({ votes: VOTES });
    const link = await linkOfMail();
    await site.post(link);
    const { id } = await site.app.store.selectFrom('subscribers').select('id').executeTakeFirstOrThrow();
    await castVote(site.app.store, A as never, id, 'skip', site.app.clock());
    await site.post(link);
    expect(await votes()).toContainEqual({ tool: A, choice: 'skip' });
  });

  it('are not cast when the confirmation fails', async () => {
    await signUp({ votes: VOTES });
    const link = await linkOfMail();
    const { welcome } = site.app.mails;
    site.app.mails.welcome = async () => {
      throw new Error('no welcome today');
    };
    expect((await site.post(link)).status).toBe(500);
    expect(site.errors.splice(0)).toHaveLength(1);
    expect(await votes()).toEqual([]);
    site.app.mails.welcome = welcome;
    expect((await site.post(link)).status).toBe(200);
    expect(await votes()).toHaveLength(2);
  });

  it('never change the vote of a reader whose address a stranger types in', async () => {
    await signUp({ votes: VOTES });
    await site.post(await linkOfMail());
    await site.answered();
    site.advance(3_600_000);
    await signUp({ votes: `${A}=skip` });
    expect(await site.answered()).toMatchObject([{ subject: 'You are already in' }]);
    expect(await votes()).toContainEqual({ tool: A, choice: 'ship' });
    expect(await kept()).toEqual([{ votes: VOTES }]);
  });

  it('are in the data a reader can download', async () => {
    await signUp({ votes: VOTES });
    await site.post(await linkOfMail());
    const [welcome] = await site.answered();
    const path = new RegExp(`${PUBLIC_URL}(/preferences/\\S+)`).exec(welcome?.text ?? '')?.[1] ?? '';
    expect(await (await site.get(`${path}/data`)).json()).toMatchObject({
      votes: [{ tool: A }, { tool: B }],
      signUps: [{ state: 'confirmed', votes: VOTES }],
    });
  });

  it('go when the reader is erased', async () => {
    await signUp({ votes: VOTES });
    await site.post(await linkOfMail());
    const { id } = await site.app.store.selectFrom('subscribers').select('id').executeTakeFirstOrThrow();
    await eraseSubscriber(site.app.store, id, erasedAddressHash(SECRET, anAddress(ANN)), '2026-11-20T09:00:00.000Z');
    expect(await site.dump()).not.toContain(A);
  });

  it('go when nobody confirms within a week', async () => {
    await signUp({ votes: VOTES });
    await site.answered();
    site.advance(7 * 86_400_000 + 1);
    await expireSignUps(site.app.store, site.app.clock());
    expect(await site.dump()).not.toContain(A);
  });
});
