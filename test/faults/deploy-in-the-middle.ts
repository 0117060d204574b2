import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frozenMessage } from '#delivery/batch-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { openStore } from '#store/open-store.ts';
import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';
import { weeklyIssueFor } from './approved-issue.ts';
import type { KillStepName } from './kill-steps.ts';
import type { Scenario } from './scenario.ts';
import { type ScratchProject, scratchProject } from './scratch-project.ts';
import { dieAtStep } from './start-sender.ts';
import { startSend, startWatched, type World } from './world.ts';

type Deploy = {
  change(world: World, project: ScratchProject): Promise<void>;
  /** Whether other bytes come of it, so that an approval of before is void. */
  changesBytes: boolean;
  /** Whether the items of a call are made otherwise: what nobody knows about cannot be asked for again. */
  changesItems?: true;
};

const withSettings = (settings: Record<string, string>, changesBytes: boolean): Deploy => ({
  changesBytes,
  async change(world) {
    world.environment = { ...world.environment, ...settings };
  },
});

const EDITOR = 'editor@example.org';

/** What is new after the kill. */
const deploys = {
  'a template': {
    changesBytes: true,
    change: (_, project) => project.edit('emails/fixed-words.ts', 'Full scorecard', 'All that was said'),
  },
  'the code of rendering': {
    changesBytes: true,
    change: (_, project) => project.edit('emails/finish-html.ts', 'return ', "return '<!-- a newer version -->' + "),
  },
  'the code of sending': {
    changesBytes: false,
    changesItems: true,
    change: (_, project) =>
      project.edit(
        'src/delivery/batch-body.ts',
        "{ name: 'issue',",
        "{ name: 'version', value: '2' }, { name: 'issue',",
      ),
  },
  'the data': {
    changesBytes: false,
    async change(_, { folder }) {
      await rm(join(folder, 'data', 'pairings'), { recursive: true });
      await writeFile(join(folder, 'data', 'panel.json'), '{"method": 1');
    },
  },
  'sender and addresses': withSettings(
    {
      MAIL_FROM: 'Others <others@verdicts.example>',
      PUBLIC_URL: 'https://elsewhere.example',
      POSTAL_ADDRESS: '2 Other Street, Sampletown',
    },
    true,
  ),
  'the secret': withSettings({ APP_SECRET: 'a secret that is new since the last deploy of it' }, false),
} satisfies Record<string, Deploy>;

const steps: readonly KillStepName[] = [
  'before the freeze',
  'after the freeze',
  'after the first attempt is committed, before the call',
  'after the call was accepted, before its answer is read',
  'after the answer is committed',
];

async function messageNow(world: World): Promise<MailMessage> {
  const store = await openStore(world.databaseUrl);
  const message = await frozenMessage(store, await issueId(store, world.issue)).finally(() => store.destroy());
  return message;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Compares what went out, byte by byte, with what was frozen: the reader's token is all that may differ. */
function mustBe(world: World, message: MailMessage, mails: readonly AcceptedMail[]): void {
  const forReader = messageForReader(message);
  const differs = (mail: AcceptedMail) => {
    const token = /\/unsubscribe\/([^>]+)>/.exec(mail.headers['List-Unsubscribe'] ?? '')?.[1] ?? 'none';
    const { html, text, headers } = forReader({ READER_TOKEN: token });
    const frozen = [message.from, message.subject, sha256(html), sha256(text), JSON.stringify(headers)];
    const sent = [mail.from, mail.subject, mail.htmlSha256, mail.textSha256, JSON.stringify(mail.headers)];
    return JSON.stringify(frozen) !== JSON.stringify(sent);
  };
  const others = mails.filter(differs).length;
  if (others > 0) world.breach(`${others} of ${mails.length} mails are not the bytes that were frozen`);
}

/** The approval was given for other bytes: it is asked for again, and until then nothing leaves. */
async function approveAgain(world: World): Promise<void> {
  const { code, output } = await startSend(world).ended;
  const accepted = await world.fake.accepted();
  if (code !== 1 || !output.includes('waits for an approval') || accepted.length > 0)
    world.breach(`other bytes were not held back for an approval: ${output.slice(-500)}`);
  const approving = ['src/cli/verdicts.ts', 'approve', '--week', world.issue, '--by', EDITOR];
  const approved = await startWatched(world, approving).ended;
  if (approved.code !== 0) world.breach(`the new bytes could not be approved: ${approved.output.slice(-500)}`);
}

async function dieAndDeploy(world: World, step: KillStepName, deploy: Deploy, project: ScratchProject): Promise<void> {
  world.project = project.folder;
  world.environment = { ...world.environment, EDITORS: EDITOR };
  const time = step.includes('freeze') ? 1 : 1 + Math.floor(world.random() * (world.readers.size / 100 - 1));
  await dieAtStep(world, step, time);
  const isFrozen = step !== 'before the freeze';
  const frozen = isFrozen ? await messageNow(world) : undefined;
  if (deploy.changesItems) world.excuses = { ...world.excuses, unknown: true };
  await deploy.change(world, project);
  if (!isFrozen && deploy.changesBytes) await approveAgain(world);
  await world.place.finish(world);
  mustBe(world, frozen ?? (await messageNow(world)), await world.fake.accepted());
}

/** Every deploy at every step in turn. */
export const deployInTheMiddle: Scenario = {
  name: 'deploy-in-the-middle',
  does: 'kills the sender, and before it goes on changes a template, the code, the data, the sender or the secret',
  place: 'sqlite',
  long: { readers: 2000, seeds: 2 * steps.length * Object.keys(deploys).length },
  cut: { readers: 300, seeds: [1, 9] },
  async run(seed, stage) {
    const every: readonly Deploy[] = Object.values(deploys);
    const deploy = every[(seed - 1) % every.length];
    const step = steps[Math.floor((seed - 1) / every.length) % steps.length];
    if (!deploy || !step) throw new Error('there is nothing to deploy');
    const project = await scratchProject();
    const act = (world: World) => dieAndDeploy(world, step, deploy, project);
    return stage.play(seed, act, weeklyIssueFor(stage.readers)).finally(project.remove);
  },
};
