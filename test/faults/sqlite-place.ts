import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#store/open-store.ts';
import type { Place } from './place.ts';
import { type SenderChanges, startSender } from './start-sender.ts';
import { startSend, type World } from './world.ts';

/** A send that is not done after so many runs never will be. */
const RUNS_MOST = 60;

async function sendUntilDone(world: World, changes?: SenderChanges): Promise<void> {
  for (let run = 0; run < RUNS_MOST; run += 1) {
    const { code } = await (changes ? startSender(world, changes) : startSend(world)).ended;
    if (code === 0) return;
  }
  world.breach(`the send is not done after ${RUNS_MOST} runs`);
}

/** A SQLite file in a folder of its own; one process sends, the real command, again and again until it is done. */
export async function sqlitePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-faults-'));
  const filled = new Map<string, Promise<string>>();
  let databases = 0;
  const fillOnce = ({ name, fill }: Parameters<Place['database']>[0]) => {
    const file = join(folder, `${name}.sqlite`);
    const filling = async () => {
      const store = await openStore(file);
      await fill(store);
      // Closing the last connection writes the log into the file, which can then be copied.
      await store.destroy();
      return file;
    };
    const known = filled.get(name) ?? filling();
    filled.set(name, known);
    return known;
  };
  return {
    name: 'sqlite',
    async database(filling) {
      databases += 1;
      const own = join(folder, `${databases}`);
      const url = join(own, 'verdicts.sqlite');
      await cp(await fillOnce(filling), url);
      return { url, drop: () => rm(own, { recursive: true, force: true }) };
    },
    finish: sendUntilDone,
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
