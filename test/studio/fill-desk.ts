import type { Issue } from '#issue/issue.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import type { AStudio } from './a-studio.ts';
import type { Client } from './client.ts';
import { filled, type Page, readPage } from './read-page.ts';

/** What an editor does at a desk, by the address of its issue. */

export async function openDesk(editor: Client, path: string): Promise<Page> {
  return readPage(await editor.page(path));
}

export async function saveDesk(editor: Client, path: string, changes: Record<string, string>): Promise<Response> {
  return editor.post(`${path}/save`, filled((await openDesk(editor, path)).form('#desk'), changes));
}

/** Approves what the editor sees. */
export async function approveDesk(editor: Client, path: string): Promise<Response> {
  return editor.post(`${path}/approve`, Object.fromEntries((await openDesk(editor, path)).form('#approve')));
}

export function storedAt({ app }: AStudio, path: string): Promise<Issue | undefined> {
  return findIssue(app.store, issueNameSchema.parse(path.split('/').at(-1)) as IssueName);
}
