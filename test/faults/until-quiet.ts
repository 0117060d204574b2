import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeResend } from '../fakes/fake-resend.ts';

const WITHIN_MS = 5000;

/**
 * Waits until the provider has worked on so many calls. Whoever gave up on a call may be quicker than the provider is in
 * reading it, and a clock that is moved by a day in between makes of it a call of another day.
 */
export async function untilQuiet(fake: FakeResend, calls: number): Promise<void> {
  const isQuiet = () => {
    const sent = fake.requests.filter(({ method }) => method === 'POST');
    return sent.length >= calls && sent.every(({ status }) => status !== 'running');
  };
  for (const end = performance.now() + WITHIN_MS; !isQuiet() && performance.now() < end; ) await sleep(5);
}
