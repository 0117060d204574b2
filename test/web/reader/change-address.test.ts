import { afterEach, beforeEach, expect, it } from 'vitest';
import { readerToken } from '#subscribers/reader-token.ts';
import { aSite, PUBLIC_URL, SECRET, type Site } from './a-site.ts';

const NEW = 'ann@verdict-readers.org';
const path = `/preferences/${readerToken(SECRET, { subscriberId: 1, issueId: 47 })}/address`;

let site: Site;
beforeEach(async () => {
  site = await aSite({}, 2);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const addressOf = async (id: number) =>
  (await site.app.store.selectFrom('subscribers').select('address').where('id', '=', id).executeTakeFirst())?.address;

async function linkTo(email: string): Promise<string> {
  expect((await site.post(path, { email })).status).toBe(200);
  const [mail] = await site.answered();
  expect(mail?.to).toEqual([email]);
  return new RegExp(`${PUBLIC_URL}(/confirm-address/\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';
}

it('An address changes once its owner pressed the button, and the old one is told', async () => {
  const old = await addressOf(1);
  const link = await linkTo(NEW);
  expect((await site.get(link)).status).toBe(200);
  expect(await addressOf(1)).toBe(old);
  expect((await site.post(link)).status).toBe(200);
  expect(await addressOf(1)).toBe(NEW);
  const [mail] = await site.answered();
  expect(mail).toMatchObject({ to: [old], subject: 'Your address was changed' });
  expect(mail?.text).not.toContain(NEW);
  expect((await site.post(link)).status).toBe(410);
});

it('An address that another reader has is not taken over', async () => {
  const taken = (await addressOf(2)) ?? '';
  const link = await linkTo(taken);
  expect((await site.post(link)).status).toBe(409);
  expect(await addressOf(1)).not.toBe(taken);
});

it('The link is good for 48 hours, and no address that is none is mailed', async () => {
  const old = await addressOf(1);
  const link = await linkTo(NEW);
  site.advance(48 * 3_600_000);
  expect((await site.post(link)).status).toBe(410);
  expect(await addressOf(1)).toBe(old);
  expect((await site.post(path, { email: 'ann' })).status).toBe(422);
});
