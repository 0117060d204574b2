import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

type Child = { answer(): Promise<string>; go(): void; end(): Promise<number> };

/** A process that says `ready`, answers once it is told to go, and lives until it is told to end. */
async function startChild(script: URL, words: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${script.pathname} ended with code ${(await exited)[0]} and no answer`);
    return value;
  };
  await nextLine();
  return {
    answer: nextLine,
    go: () => child.stdin.write('go\n'),
    end: async () => {
      child.stdin.end();
      return (await exited)[0];
    },
  };
}

/** Runs a script in several processes that all begin at the same moment, and gives the answer of each. */
export async function runAtOnce(script: URL, words: readonly (readonly string[])[]): Promise<string[]> {
  const children = await Promise.all(words.map((own) => startChild(script, own)));
  for (const { go } of children) go();
  const answers = await Promise.allSettled(children.map(({ answer }) => answer()));
  await Promise.all(children.map(({ end }) => end()));
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
}
