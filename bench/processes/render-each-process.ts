/**
 * The usual way: React Email renders HTML and text for every reader. Beside it the way of this project: the body of a batch is
 * joined from a message that was rendered once. Words: the database of a sent week, how many readers are rendered for.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toPlainText } from '@react-email/render';
import { bodiesOf } from '#delivery/batch-body.ts';
import { frozenMessage } from '#delivery/batch-queries.ts';
import { partsOf } from '#delivery/streamed-body.ts';
import { isDigest } from '#issue/issue-content.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { digestOfIssue } from '#rendering/digest-of-issue.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { loadTemplates } from '#rendering/templates.ts';
import { openStore } from '#store/open-store.ts';
import { readerToken } from '#subscribers/reader-token.ts';

const [database = '', count = '0'] = process.argv.slice(2);
const readers = Number(count);
const SECRET = 'a secret of this measurement, long enough';
const BUILT_FOR_ONE_RENDERED = 100;
const BATCH = 100;

const store = await openStore(database);
const name = issueNameSchema.parse('2026-W47');
const issue = await findIssue(store, name);
if (issue?.state !== 'sent' || !isDigest(issue.content)) throw new Error('there is no sent digest in this database');
const id = await issueId(store, name);
const message = await frozenMessage(store, id);
await store.destroy();

const digest = digestOfIssue(issue.content, {
  publicUrl: 'https://verdicts.example',
  postalAddress: '1 Example Street',
});
const templates = await loadTemplates();

/** Microseconds of the processor for each of so many. */
async function cpuFor(many: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / many;
}

async function renderFor(many: number): Promise<void> {
  for (let reader = 0; reader < many; reader += 1) {
    const html = await templates.weeklyVerdictsHtml(digest);
    const text = toPlainText(html);
    messageForReader({ ...message, html, text });
    // Rendering without a pause keeps timers and memory waiting on recent versions of Node.
    await nextTurn();
  }
}

async function buildFor(many: number): Promise<void> {
  const bodyFor = bodiesOf({ message, form: { kind: 'inline' } }, name, id);
  for (let first = 1; first <= many; first += BATCH) {
    const recipients = Array.from({ length: BATCH }, (_, index) => ({
      subscriberId: first + index,
      address: `delivered+reader${first + index}@resend.dev`,
      token: readerToken(SECRET, { subscriberId: first + index, issueId: id }),
    }));
    for await (const _ of partsOf(bodyFor(recipients)));
    await nextTurn();
  }
}

// What is compiled while it runs for the first time is no cost of a reader.
await renderFor(20);
await buildFor(2000);
const rendering = await cpuFor(readers, () => renderFor(readers));
const building = await cpuFor(readers * BUILT_FOR_ONE_RENDERED, () => buildFor(readers * BUILT_FOR_ONE_RENDERED));
console.log(
  JSON.stringify({
    rendering,
    building,
    htmlBytes: Buffer.byteLength(message.html),
    textBytes: Buffer.byteLength(message.text),
  }),
);
process.exit(0);
