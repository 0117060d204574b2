import { createInterface } from 'node:readline';

/** The other side of `runAtOnce`: gets ready, acts when told to, answers, and lives until told to end. */
export async function whenToldToGo<Ready>(
  getReady: (words: string[]) => Promise<Ready>,
  act: (ready: Ready) => Promise<string>,
): Promise<void> {
  const told = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const ready = await getReady(process.argv.slice(2));
  console.log('ready');
  await told.next();
  console.log(await act(ready));
  await told.next();
}
