import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DigestContent } from '#issue/issue-content.ts';
import { contentHash } from '#issue/issue-content.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { withText } from '../rendering/special/layouts.ts';
import { hostileContent, QUOTED, SCRIPT } from '../web/pages/hostile-content.ts';
import { leadsTo } from './a-desk.ts';
import { ANN, type AStudio, aStudio, BOB } from './a-studio.ts';
import type { Client } from './client.ts';
import { filled, readPage } from './read-page.ts';

const DESK = '/studio/issues/2026-W47';
const SPECIAL = '/studio/issues/2026-W47-special-1';
const HOSTILE = `${SCRIPT} ${QUOTED} <img src=x onerror=alert(1)> ' onmouseover="alert(1)" </textarea><iframe></iframe>`;

let studio: AStudio;
let ann: Client;

/** An issue whose every word, typed or from the data, tries to get out of its place. */
beforeAll(async () => {
  const { catalog, content } = hostileContent();
  studio = await aStudio({ catalog, readers: 2, rehearsal: HOSTILE });
  const hostile: DigestContent = { ...content, subject: 'Harmless', preheader: 'Harmless', note: '' };
  const draft = { ...aDraft(), content: hostile, contentHash: contentHash(hostile) };
  const refused = [{ pairing: SCRIPT, rule: QUOTED, reason: HOSTILE }];
  const chosen = [{ pairing: QUOTED, points: 1, parts: [{ name: SCRIPT, points: 1, because: HOSTILE }] }];
  await insertIssue(
    studio.app.store,
    { ...draft, report: { chosen, refused, leftOut: [SCRIPT] } as never },
    { ...byTest, note: HOSTILE },
  );
  ann = await studio.signedIn();
}, 60_000);
afterAll(() => studio.end());

const words = {
  subject: HOSTILE,
  preheader: HOSTILE,
  note: `${HOSTILE}\n\n[a link](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>`,
  sponsorLabel: '<script>alert(1)</script> "quoted"',
  sponsorMarkdown: `${HOSTILE} [b](data:text/html,x)`,
};

/** Elements and attributes that none of us writes: what runs, what is fetched from elsewhere, what frames. */
function wildThings(html: string): string[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
    const wild = attributes.filter(
      (attribute) =>
        /^on|^srcdoc=|=\s*(javascript|data|vbscript):/i.test(attribute) || /^src=(?!\/studio\/)/.test(attribute),
    );
    const isOurScript = element.tagName !== 'SCRIPT' || element.getAttribute('src')?.startsWith('/studio/browser/');
    const isOurFrame = element.tagName !== 'IFRAME' || element.id === 'mail';
    return isOurScript && isOurFrame && wild.length === 0 ? [] : [element.outerHTML];
  });
}

function expectTame(what: string, html: string): void {
  expect([what, wildThings(html)]).toEqual([what, []]);
}

test('Wild things are seen where there are some', () => {
  for (const html of [
    `<p>${SCRIPT}</p>`,
    '<p onclick="x">x</p>',
    '<iframe></iframe>',
    '<a href="JavaScript:x">x</a>',
    '<img src="//x">',
  ])
    expect(wildThings(`<html><body>${html}</body></html>`).length).toBeGreaterThan(0);
});

describe('Hostile words in every field', () => {
  test('are saved as they were typed, and are words on every page', async () => {
    const form = readPage(await ann.page(DESK)).form('#desk');
    expect(leadsTo(await ann.post(`${DESK}/save`, filled(form, words)))).toBe(`${DESK}?done=saved`);
    const page = await ann.page(DESK);
    expect(new Map(readPage(page).form('#desk')).get('subject')).toBe(HOSTILE.slice(0, 200));
    for (const path of [DESK, `${DESK}?look=dark`, `${DESK}/history`, `${DESK}/checks`, '/studio'])
      expectTame(path, await ann.page(path));
  });

  test('are words when they are refused: a lineup, a time, a merge', async () => {
    const form = readPage(await ann.page(DESK)).form('#desk');
    for (const changes of [
      { do: `put:${HOSTILE.slice(0, 150)}` },
      { sendAt: HOSTILE },
      { sponsorLabel: HOSTILE },
      { base: HOSTILE.slice(0, 90), ...words, note: `${words.note} mine` },
    ]) {
      const answer = await ann.post(`${DESK}/save`, filled(form, changes));
      expect(answer.status).toBeGreaterThanOrEqual(409);
      expectTame(Object.keys(changes).join(), await answer.text());
    }
  });

  test('are words in the frames, where nothing would run, and no link leads to a script', async () => {
    for (const look of ['light', 'dark', 'inverted', 'images-off', 'no-style', 'outlook'])
      expectTame(look, await (await ann.get(`${DESK}/preview/saved/${look}`)).text());
  });

  test('are text in the text part and in the source', async () => {
    for (const look of ['text', 'source'])
      expect((await ann.get(`${DESK}/preview/saved/${look}`)).headers.get('content-type')).toMatch(/^text\/plain/);
  });

  test('are JSON in the answer to typing, read as nothing else', async () => {
    const form = readPage(await ann.page(DESK)).form('#desk');
    const answer = await ann.post(`${DESK}/preview`, form);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const { id } = (await answer.json()) as { id: string };
    expectTame('typed', await (await ann.get(`${DESK}/preview/${id}/light`)).text());
  });

  test('are words in the mail that goes out, and none of its headers', async () => {
    await ann.post(`${DESK}/test-send`, { to: ANN });
    const [mail] = studio.fake.accepted.slice(-1);
    expect(mail?.subject).toContain('[Test] ');
    expectTame('mail', mail?.html ?? '');
    expect(mail?.html).not.toContain('evil.example/x.png"');
  });

  test('are words as a reason to hold and to skip', async () => {
    const reason = HOSTILE.slice(0, 300);
    await ann.post(`${DESK}/hold`, { reason });
    for (const path of [DESK, `${DESK}/history`, '/studio']) expectTame(path, await ann.page(path));
    await ann.post(`${DESK}/skip`, { reason });
    for (const path of [DESK, `${DESK}/history`, '/studio']) expectTame(path, await (await ann.get(path)).text());
  });
});

describe('Hostile MJML', () => {
  test('is refused, and shown as it was typed beside what is wrong with it', async () => {
    await ann.post('/studio/specials');
    const form = readPage(await ann.page(SPECIAL)).form('#desk');
    for (const mjml of [withText(HOSTILE), `</textarea>${SCRIPT}`, withText('<a href="javascript:alert(1)">x</a>')]) {
      const answer = await ann.post(`${SPECIAL}/save`, filled(form, { ...words, mjml }));
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expectTame(mjml, html);
      expect(new Map(readPage(html).form('#desk')).get('mjml')).toBe(mjml);
    }
  });

  test('in the words around it is words everywhere', async () => {
    const form = readPage(await ann.page(SPECIAL)).form('#desk');
    const { subject, preheader } = words;
    const answer = await ann.post(`${SPECIAL}/save`, filled(form, { subject, preheader, mjml: withText('Tame.') }));
    expect(leadsTo(answer)).toBe(`${SPECIAL}?done=saved`);
    for (const path of [SPECIAL, `${SPECIAL}/history`, '/studio', `${SPECIAL}/preview/saved/light`])
      expectTame(path, await ann.page(path));
    const stale = await ann.post(`${SPECIAL}/save`, filled(form, { subject, preheader, mjml: withText('Other.') }));
    expect(stale.status).toBe(409);
    expectTame('stale', await stale.text());
  });
});

test('An editor whose address is markup is a word too', async () => {
  expectTame('sign-in', await (await studio.visitor().get('/studio/sign-in?to=%22><script>alert(1)</script>')).text());
  expectTame('link', await (await studio.visitor().get(await studio.linkFor(BOB))).text());
  expect(studio.errors).toEqual([]);
});
