import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, wireMail } from './mail-builder.ts';
import { post, postBare } from './posting.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off', now: () => new Date('2026-11-22T10:00:00.000Z') });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

describe('A single mail', () => {
  it('is accepted from the real SDK and recorded with everything it carried', async () => {
    const { data, error } = await resend.emails.send(
      mail({
        to: ['Ada <ada@readers.test>', 'bob@readers.test'],
        cc: 'cy@readers.test',
        replyTo: 'editors@verdicts.test',
        headers: { 'List-Id': 'Weekly <weekly.verdicts.test>' },
        tags: [{ name: 'delivery', value: 'd_1' }],
        text: 'Both.',
      }),
      { idempotencyKey: 'one' },
    );
    expect(error).toBeNull();
    expect(fake.accepted).toMatchObject([
      {
        id: data?.id,
        key: 'one',
        index: 0,
        request: 1,
        from: 'Weekly Verdicts <news@verdicts.test>',
        to: ['Ada <ada@readers.test>', 'bob@readers.test'],
        cc: ['cy@readers.test'],
        replyTo: ['editors@verdicts.test'],
        subject: 'Which one should you ship with?',
        headers: { 'List-Id': 'Weekly <weekly.verdicts.test>' },
        tags: [{ name: 'delivery', value: 'd_1' }],
        html: '<p>Both.</p>',
        text: 'Both.',
        acceptedAt: '2026-11-22T10:00:00.000Z',
      },
    ]);
  });

  it('is found under each of its recipients, whatever the case or the display name', async () => {
    await resend.emails.send(mail({ to: ['Ada <Ada@Readers.test>', 'bob@readers.test'] }));
    await resend.emails.send(mail({ to: 'ada@readers.test' }));
    expect(fake.mailsTo('ADA@readers.test')).toHaveLength(2);
    expect(fake.mailsTo('bob@readers.test')).toEqual([fake.accepted[0]]);
    expect(fake.mailsTo('nobody@readers.test')).toEqual([]);
  });
});

const tooMany = Array.from({ length: 51 }, (_, at) => `r${at}@readers.test`);

describe('A mail is refused when', () => {
  it.each<[string, Record<string, unknown>, number, string, RegExp]>([
    ['it has no sender', { from: undefined }, 422, 'missing_required_field', /`from`/],
    ['it has no recipient', { to: undefined }, 422, 'missing_required_field', /`to`/],
    ['its recipients are an empty list', { to: [] }, 422, 'missing_required_field', /`to`/],
    ['it has no subject', { subject: undefined }, 422, 'missing_required_field', /`subject`/],
    ['its sender is not an address', { from: 'Weekly Verdicts' }, 422, 'validation_error', /`from`/],
    ['its recipient has no domain', { to: 'ada@' }, 422, 'validation_error', /Invalid `to`/],
    ['its recipient has a space', { to: 'ada lovelace@readers.test' }, 422, 'validation_error', /Invalid `to`/],
    ['its recipient is two in one string', { to: 'a@readers.test, b@readers.test' }, 422, 'validation_error', /`to`/],
    ['its recipient has two dots in a row', { to: 'a..b@readers.test' }, 422, 'validation_error', /Invalid `to`/],
    ['its recipient is longer than 254', { to: `a@${'b.'.repeat(126)}test` }, 422, 'validation_error', /Invalid `to`/],
    ['its recipient is not ASCII', { to: 'ädä@readers.test' }, 422, 'validation_error', /Invalid `to`/],
    ['one recipient of several is malformed', { to: ['a@readers.test', 7] }, 422, 'validation_error', /Invalid `to`/],
    ['its answer address is malformed', { reply_to: 'nobody' }, 422, 'validation_error', /Invalid `reply_to`/],
    ['it has more than 50 recipients', { to: tooMany }, 422, 'validation_error', /`to`/],
    ['it has more than 50 recipients with the copies', { cc: tooMany.slice(1) }, 422, 'validation_error', /`to`/],
    ['it has neither html nor text', { html: undefined }, 422, 'validation_error', /`html` or `text`/],
    ['it has a template and html', { template: { id: 't' } }, 422, 'validation_error', /template/],
    ['a tag name has a dot', { tags: [{ name: 'a.b', value: 'x' }] }, 422, 'validation_error', /Tags/],
    ['a tag value has an @', { tags: [{ name: 'a', value: 'x@y' }] }, 422, 'validation_error', /Tags/],
    ['a tag value is empty', { tags: [{ name: 'a', value: '' }] }, 422, 'validation_error', /Tags/],
    ['a tag is too long', { tags: [{ name: 'a', value: 'x'.repeat(257) }] }, 422, 'validation_error', /256/],
    ['its tags are a map', { tags: { a: 'b' } }, 422, 'validation_error', /tags/],
    ['its subject has a line break', { subject: 'Hello\nBcc: x' }, 422, 'validation_error', /`subject`/],
    ['a header has a line break', { headers: { 'X-A': 'a\r\nb' } }, 422, 'validation_error', /`headers`/],
  ])('%s', async (_, changes, status, name, message) => {
    const { status: answered, json } = await post(`${fake.url}/emails`, wireMail(changes));
    expect([answered, json]).toEqual([status, { statusCode: status, name, message: expect.stringMatching(message) }]);
    expect(fake.accepted).toEqual([]);
  });

  it.each(['ada@example.com', 'Ada <ada@TEST.com>'])('its recipient is the placeholder %s', async (to) => {
    const { error } = await resend.emails.send(mail({ to }));
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(error?.message).toBe(
      'Invalid `to` field. Please use our testing email address instead of domains like `example.com`',
    );
  });

  it('the domain of its sender is not verified', async () => {
    const strict = await startFakeResend({ verifiedDomains: ['verdicts.test'], rateLimit: 'off' });
    const sender = new Resend('re_test', { baseUrl: strict.url });
    const refused = await sender.emails.send(mail({ from: 'Us <news@other.test>' }));
    const accepted = await sender.emails.send(mail());
    await strict.close();
    expect(refused.error).toMatchObject({ statusCode: 403, name: 'validation_error' });
    expect(refused.error?.message).toContain('The other.test domain is not verified');
    expect(accepted.error).toBeNull();
  });

  it('its body is not JSON', async () => {
    const { status, json } = await post(`${fake.url}/emails`, '{"from":');
    expect([status, json]).toMatchObject([400, { name: 'validation_error' }]);
  });
});

describe('A mail is accepted although', () => {
  it.each<[string, Record<string, unknown>]>([
    ['it has exactly 50 recipients', { to: tooMany.slice(1) }],
    ['its tag has exactly 256 characters', { tags: [{ name: 'a', value: 'x'.repeat(256) }] }],
    ['it has only a text', { html: undefined, text: 'Both.' }],
    ['a recipient has a plus and a quoted name', { to: '"Lovelace, Ada" <ada+w47@sub.readers.test>' }],
  ])('%s', async (_, changes) => {
    expect((await post(`${fake.url}/emails`, wireMail(changes))).status).toBe(200);
  });
});

describe('At the gate', () => {
  it('a request without an API key is answered 401', async () => {
    const response = await fetch(`${fake.url}/emails`, { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([401, { statusCode: 401, name: 'missing_api_key' }]);
  });

  it('a request without a user agent is answered 403 by Cloudflare, not in JSON', async () => {
    const { status, text } = await postBare(`${fake.url}/emails`, { authorization: 'Bearer re_test' });
    expect([status, text]).toEqual([403, 'error code: 1010']);
  });

  it('a wrong API key is answered 403 where one is named', async () => {
    const locked = await startFakeResend({ apiKey: 're_right' });
    const wrong = await new Resend('re_wrong', { baseUrl: locked.url }).emails.send(mail());
    const right = await new Resend('re_right', { baseUrl: locked.url }).emails.send(mail());
    await locked.close();
    expect(wrong.error).toMatchObject({ statusCode: 403, name: 'invalid_api_key' });
    expect(right.error).toBeNull();
  });

  it('a sending-only key may not read', async () => {
    const locked = await startFakeResend({ keyMaySendOnly: true });
    const sdk = new Resend('re_send', { baseUrl: locked.url });
    const [sent, read] = [await sdk.emails.send(mail()), await sdk.emails.list()];
    await locked.close();
    expect(sent.error).toBeNull();
    expect(read.error).toMatchObject({ statusCode: 401, name: 'restricted_api_key' });
  });

  it('any other route is answered 404 in the shape of Resend', async () => {
    const { error } = await resend.templates.list();
    expect(error).toMatchObject({ statusCode: 404, name: 'not_found' });
    expect((await resend.emails.cancel('x')).error).toMatchObject({ statusCode: 404, name: 'not_found' });
  });
});
