import type { Issue } from '#issue/issue.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { findIssue, insertIssue } from '#issue/issue-queries.ts';
import { aCatalog, aPairing } from '../builders/catalog-builders.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { type AStudio, aStudio } from './a-studio.ts';
import type { Client } from './client.ts';
import { filled, type Page, readPage } from './read-page.ts';

export const DESK = '/studio/issues/2026-W47';

/** An issue on its desk with an editor before it. */
export type ADesk = AStudio & {
  ann: Client;
  /** The desk as it is now. */
  open(path?: string): Promise<Page>;
  /** Fills the desk's form in and saves it. */
  save(changes?: Record<string, string>, who?: Client): Promise<Response>;
  /** Presses a button of the desk that is a form of its own. */
  press(action: string, fields?: Record<string, string>): Promise<Response>;
  stored(name?: string): Promise<Issue | undefined>;
};

type DeskOptions = { issue?: Issue; settings?: Record<string, string>; readers?: number };

/** The sample draft of 2026-W47, to go out to three readers on Tuesday, with one more pairing in the catalog. */
export async function aDesk({ issue = aDraft(), settings = {}, readers = 3 }: DeskOptions = {}): Promise<ADesk> {
  const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta'), aPairing('epsilon', 'zeta')];
  const studio = await aStudio({ catalog: aCatalog({ pairings }), readers, settings });
  await insertIssue(studio.app.store, issue, { ...byTest, act: 'composed' });
  const ann = await studio.signedIn();
  const address = `/studio/issues/${issue.name}`;
  const open = async (path = address) => readPage(await ann.page(path));
  return Object.assign(studio, {
    ann,
    open,
    async save(changes: Record<string, string> = {}, who: Client = ann) {
      const form = readPage(await who.page(address)).form('#desk');
      return who.post(`${address}/save`, filled(form, changes));
    },
    press: (action: string, fields: Record<string, string> = {}) => ann.post(`${address}/${action}`, fields),
    stored: (name: string = issue.name) => findIssue(studio.app.store, issueNameSchema.parse(name) as IssueName),
  });
}

/** The editor's way back after a form: to where, and with which word about what was done. */
export function leadsTo(answer: Response): string {
  return answer.status === 303 ? (answer.headers.get('location') ?? '') : `${answer.status}`;
}
