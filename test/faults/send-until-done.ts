import { type SenderChanges, startSender } from './start-sender.ts';
import { startSend, type World } from './world.ts';

/** A send that is not done after so many runs never will be. */
const RUNS_MOST = 60;

/** Sends again and again, as a person would: the real command, or a sender with changes. */
export async function sendUntilDone(world: World, changes?: SenderChanges): Promise<void> {
  for (let run = 0; run < RUNS_MOST; run += 1) {
    const { code } = await (changes ? startSender(world, changes) : startSend(world)).ended;
    if (code === 0) return;
  }
  world.breach(`the send is not done after ${RUNS_MOST} runs`);
}
