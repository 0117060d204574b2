import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { World } from './world.ts';

export type Scheduler = {
  /** Looks at all jobs at that instant; resolves when it has done what there was to do. */
  look(instant: Date): Promise<void>;
  end(): Promise<void>;
};

/** A schedule in a process of its own that is told what time it is. */
export function startScheduler(world: World): Scheduler {
  world.starts += 1;
  const child = spawn(process.execPath, ['test/faults/scheduler-process.ts'], {
    cwd: world.project,
    env: { PATH: process.env.PATH, ...world.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.stderr.on('data', (data) => world.breach(`a scheduler complained: ${data}`));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async look(instant) {
      child.stdin.write(`${instant.toISOString()}\n`);
      const { done } = await answers.next();
      if (done) throw new Error('a scheduler ended in the middle');
    },
    async end() {
      child.stdin.end();
      await exited;
      process.off('exit', endWithUs);
    },
  };
}
