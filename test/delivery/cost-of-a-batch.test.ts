import { expect, test } from 'vitest';
import { bodiesOf } from '#delivery/batch-body.ts';
import { partsOf } from '#delivery/streamed-body.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

/** Measured at about 250 (`npm run bench`): far from noise, and far from what rendering once too often would make of it. */
const AT_LEAST_TIMES_LESS = 50;
const READERS = 100;
const RENDERED = 20;

/** Microseconds of the processor, which a busy machine does not add to as it does to time. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test('A mail of a batch costs the processor a small fraction of rendering one', async () => {
  const { content } = aDraft();
  const message = await renderIssue(content, mailSettings);
  const bodyFor = bodiesOf({ message, form: { kind: 'inline' } }, content.week, 1);
  const recipients = Array.from({ length: READERS }, (_, index) => ({
    subscriberId: index + 1,
    address: `reader${index}@example.org`,
    token: `${index}.1.abcdefghijklmnopqrstuv`,
  }));
  const build = async () => {
    for (let batch = 0; batch < RENDERED; batch += 1) for await (const _ of partsOf(bodyFor(recipients)));
  };
  const render = async () => {
    for (let mail = 0; mail < RENDERED; mail += 1) await renderIssue(content, mailSettings);
  };
  // What is compiled in a first run is no cost of a mail.
  await render();
  await build();
  const rendering = (await cpuOf(render)) / RENDERED;
  const building = (await cpuOf(build)) / (RENDERED * READERS);
  expect(rendering / building).toBeGreaterThan(AT_LEAST_TIMES_LESS);
});
