import type { IssueName } from '#issue/issue-name.ts';
import type { SpawnedFakeResend } from '../fakes/spawn-fake-resend.ts';
import { type Child, startChild } from './children.ts';
import type { Readers } from './judge-sending.ts';
import type { Place } from './place.ts';

/** What one seed is played in: a database with an approved issue, a fake Resend, and senders. */
export type World = {
  place: Place;
  databaseUrl: string;
  issue: IssueName;
  /** Who is to get the issue. */
  readers: Readers;
  fake: SpawnedFakeResend;
  environment: NodeJS.ProcessEnv;
  random(): number;
  kills: number;
  starts: number;
  /** Something that the judge of mails and figures cannot see. */
  breach(words: string): void;
};

/** Starts the command that sends, as a person would. */
export function startSend(world: World): Child {
  world.starts += 1;
  return startWatched(world, ['src/cli/verdicts.ts', 'send', '--week', world.issue]);
}

/** Starts a process of which it is a breach that it hangs or complains of a broken invariant. */
export function startWatched(world: World, words: readonly string[]): Child {
  const child = startChild(words, { environment: world.environment });
  const ended = child.ended.then((end) => {
    if (end.ranTooLong) world.breach(`a sender hung: ${end.output.slice(-500)}`);
    if (end.output.includes('-- invariant')) world.breach(`a sender broke an invariant: ${end.output.slice(-1000)}`);
    return end;
  });
  return { ...child, ended };
}

export async function kill(world: World, child: Child): Promise<void> {
  child.kill('SIGKILL');
  const { code } = await child.ended;
  // One that ended by itself just before was not killed.
  if (code === null) world.kills += 1;
}
