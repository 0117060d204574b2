import type { Hono } from 'hono';
import type { Catalog } from '#catalog/catalog.ts';
import { toolSlugSchema } from '#catalog/tool.ts';
import type { Issue } from '#issue/issue.ts';
import { contentHash, type DigestContent, isDigest } from '#issue/issue-content.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { castVote } from '#votes/vote-queries.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { webApp } from '../../src/web/web-app.ts';
import { aDatabase } from '../builders/databases.ts';
import { aDraft, byTest, week } from '../builders/issue-builders.ts';
import { addReaders } from '../builders/store-builders.ts';

export const NOW = new Date('2026-11-20T12:00:00.000Z');
export const ORIGIN = 'https://verdicts.example';
export const SEED = '/compare/cursor-background-agent-vs-smolvlm-2-5';

export type Site = {
  app: App;
  web: Hono;
  /** What went wrong inside while answering. */
  errors: Error[];
  /** The body of a page that has to be there. */
  page(path: string): Promise<string>;
  end(): Promise<void>;
};

type SiteOptions = {
  /** In place of the sample content of `data/`. */
  catalog?: Catalog;
  /** What was sent so far: an issue of the sample content in 2026-W47 unless told. */
  sent?: readonly DigestContent[];
};

/** An issue with this content after every mail of it went out. */
export function aSentIssue(content: DigestContent): Extract<Issue, { state: 'sent' }> {
  const hash = contentHash(content);
  const at = `${content.date}T09:00:00.000Z`;
  const approval = { editor: 'editor@example.org', hash, at };
  return {
    ...aDraft(),
    state: 'sent',
    name: content.week,
    content,
    contentHash: hash,
    approval,
    frozenAt: at,
    sentAt: at,
  };
}

/** What composing makes of the sample content. */
export async function sampleContent(app: App, changes: Partial<DigestContent> = {}): Promise<DigestContent> {
  const { issue } = await app.compose(week('2026-W47'), { who: 'the test', overEdits: false });
  await app.store.deleteFrom('issues').execute();
  if (issue.state !== 'draft' || !isDigest(issue.content)) throw new Error(`the issue is ${issue.state}`);
  return { ...issue.content, ...changes };
}

/** Ten readers, of whom seven would ship one side of the seed's comparison. */
async function castVotes({ store }: App): Promise<void> {
  await addReaders(store, 10);
  for (let reader = 1; reader <= 10; reader += 1) {
    const choice = reader <= 7 ? 'ship' : 'skip';
    await castVote(store, toolSlugSchema.parse('cursor-background-agent'), reader, choice, NOW);
  }
}

/** The whole site on an empty database with the sample content, on 20 November 2026, without a socket. */
export async function aSite({ catalog, sent }: SiteOptions = {}): Promise<Site> {
  const { config, problems } = readConfig({
    DATABASE_URL: await aDatabase(),
    PUBLIC_URL: ORIGIN,
    NOW: NOW.toISOString(),
  });
  if (!config) throw new Error(problems.join('\n'));
  const opened = await openApp(config);
  const app: App = { ...opened, clock: () => NOW };
  if (catalog) app.readCatalog = async () => ({ catalog, faults: [] });
  await castVotes(app);
  for (const content of sent ?? [await sampleContent(app)]) await insertIssue(app.store, aSentIssue(content), byTest);
  const errors: Error[] = [];
  const web = webApp(app, (error) => errors.push(error));
  return {
    app,
    web,
    errors,
    async page(path) {
      const response = await web.request(path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status} ${errors.join()}`);
      return response.text();
    },
    end: () => app.close(),
  };
}
