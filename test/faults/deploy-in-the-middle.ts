import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frozenMessage } from '#delivery/batch-queries.ts';
import { frozenOrders } from '#delivery/frozen-order-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import { openStore } from '#store/open-store.ts';
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

/** Everything that is frozen, as the database has it. */
async function frozenNow(world: World): Promise<string> {
  const store = await openStore(world.databaseUrl);
  const read = async () => {
    const id = await issueId(store, world.issue);
    return JSON.stringify([await frozenMessage(store, id), await frozenOrders(store, id)]);
  };
  return read().finally(() => store.destroy());
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
  const frozen = isFrozen ? await frozenNow(world) : undefined;
  if (deploy.changesItems) world.excuses = { ...world.excuses, unknown: true };
  await deploy.change(world, project);
  if (!isFrozen && deploy.changesBytes) await approveAgain(world);
  await world.place.finish(world);
  if (frozen !== undefined && frozen !== (await frozenNow(world))) world.breach('what was frozen is another mail now');
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
    return stage.play(seed, act).finally(project.remove);
  },
};
