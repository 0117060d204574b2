import { setTimeout as sleep } from 'node:timers/promises';
import { BATCH_SIZE } from '#delivery/batch.ts';
import { everyKillStep, killSteps } from './kill-steps.ts';
import { patient } from './provider-faults.ts';
import type { Scenario } from './scenario.ts';
import { startSender } from './start-sender.ts';
import { kill, type World } from './world.ts';

const DEATHS_MOST = 3;

/** What senders that are started from now on are set to. */
function setDelivery(world: World, delivery: 'inline' | 'template'): void {
  world.environment = { ...world.environment, DELIVERY: delivery };
}

/** Of the issue's own order and of each that its readers' choices make. */
const TEMPLATES = 4;

/** What went out is of one form, under one subject, and each order has one template at most. */
async function mustBeOneForm(world: World): Promise<void> {
  const mails = await world.fake.accepted();
  const forms = [...new Set(mails.map(({ template }) => (template === null ? 'inline' : 'template')))];
  if (forms.length !== 1) world.breach(`the mails are of ${forms.length} forms: ${forms.join(', ')}`);
  if (new Set(mails.map(({ subject, from }) => `${from} ${subject}`)).size !== 1) world.breach('their subjects differ');
  const made = (await world.fake.requests()).filter(({ method, path }) => method === 'POST' && path === '/templates');
  const taken = made.filter(({ status }) => status === 201 || status === 'lost').length;
  if (taken > TEMPLATES) world.breach(`${taken} templates were made`);
}

const stepsOfABatch = everyKillStep.filter((step) => !killSteps[step].once);

/** At a step of one of its batches, or from outside at a random moment. */
async function dieOnTheWay(world: World, sendMs: number): Promise<void> {
  const step = stepsOfABatch[Math.floor(world.random() * stepsOfABatch.length * 2)];
  const time = 1 + Math.floor((world.random() * world.readers.size) / BATCH_SIZE);
  const sender = startSender(world, { ...patient, ...(step === undefined ? {} : { dieAt: { step, time } }) });
  const moment = step === undefined ? sleep(world.random() * sendMs * 1.5) : sender.ended;
  await Promise.race([moment, sender.ended]);
  await kill(world, sender);
}

/** A sender in template mode is killed; whoever goes on has either setting, by chance. */
export const templateMode: Scenario = {
  name: 'template-mode',
  does: 'with DELIVERY=template, loses answers about templates and kills the sender with -9 at steps or at random moments; the last has either setting',
  place: 'sqlite',
  long: { readers: 2000, seeds: 20 },
  cut: { readers: 500, seeds: [3] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      await world.fake.script({
        seed,
        rate: 0.2,
        kinds: ['lostAfterAccept', 'serverErrorJson', 'truncated200'],
        on: 'all',
      });
      setDelivery(world, 'template');
      for (let deaths = 1 + Math.floor(world.random() * DEATHS_MOST); deaths > 0; deaths -= 1)
        await dieOnTheWay(world, sendMs);
      setDelivery(world, world.random() < 0.5 ? 'inline' : 'template');
      await stage.place.finish(world, patient);
      await mustBeOneForm(world);
    });
  },
};
