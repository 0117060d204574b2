import { insertIssue } from '#issue/issue-queries.ts';
import { openStore } from '#store/open-store.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { whenToldToGo } from '../store/when-told-to-go.ts';

/** Words: the database, and the subject of the draft that this process would make of the week. */
await whenToldToGo(
  async ([path = '', subject = '']) => ({ store: await openStore(path), issue: aDraft({ subject }) }),
  async ({ store, issue }) => `${issue.content.subject}: ${await insertIssue(store, issue, byTest)}`,
);
