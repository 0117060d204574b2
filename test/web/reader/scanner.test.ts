import { expect, it } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import { aDraft, byTest } from '../../builders/issue-builders.ts';
import { aSite, PUBLIC_URL, SECRET } from './a-site.ts';

it('A scanner that opens every link of a mail, twice, by GET and HEAD, changes nothing', async () => {
  const site = await aSite({}, 2);
  try {
    await site.app.compose(site.app.thisWeek(), { who: 'the test', overEdits: false });
    await insertIssue(site.app.store, aDraft(), byTest);
    const row = await site.app.store
      .selectFrom('issues')
      .selectAll()
      .where('content', 'is not', null)
      .executeTakeFirst();
    const message = await renderIssue(JSON.parse(row!.content!), site.app.mail);
    const token = readerToken(SECRET, { subscriberId: 1, issueId: row!.id });
    const { html, text, headers } = messageForReader(message)({ READER_TOKEN: token });
    const everything = `${html} ${text} ${Object.values(headers).join(' ')}`.replaceAll('&amp;', '&');
    const paths = new Set(
      [...everything.matchAll(/https:\/\/verdicts\.example(\/[^\s"<>,]*)/g)].map(([, path]) => path!),
    );
    expect([...paths].filter((path) => /^\/(vote|unsubscribe|preferences)\//.test(path)).length).toBeGreaterThan(2);
    expect(everything).toContain(PUBLIC_URL);
    const before = await site.dump();
    for (const path of [...paths, ...paths]) {
      const status = (await site.get(path)).status;
      if (/^\/(vote|unsubscribe|preferences)\//.test(path)) expect(status).toBe(200);
      await site.request(path, { method: 'HEAD' });
    }
    expect(await site.dump()).toBe(before);
    expect(site.errors).toEqual([]);
  } finally {
    await site.end();
  }
});
