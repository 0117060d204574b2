import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a sink was given; `firstCallAt` in milliseconds since 1970. */
export type SinkCounts = { calls: number; items: number; bytes: number; firstCallAt: number | null };

export type Sink = { url: string; counts(): Promise<SinkCounts>; end(): void };

const SCRIPT = fileURLToPath(new URL('./sink-process.ts', import.meta.url));

/** A provider that answers at once, in a process of its own, so that its work is not counted as the sender’s. */
export async function startSink(): Promise<Sink> {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = () => {
    process.off('exit', end);
    child.kill('SIGKILL');
  };
  process.on('exit', end);
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    counts: async () => (await fetch(`${url}/_sink`)).json() as Promise<SinkCounts>,
    end,
  };
}
