import { vi } from 'vitest';
import type { SubmitBatch } from '#delivery/answer.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import type { FakeResend } from '../fakes/fake-resend.ts';

export type HeldCalls = {
  submitBatch: SubmitBatch;
  /** Waits until so many calls are under way at once. */
  underWay(count: number): Promise<void>;
  /** Lets those that are held, and all that come later, go on to the provider. */
  letGo(): void;
};

/** Calls of the provider that are under way and do not come back before the test says so. */
export function heldCalls(fake: FakeResend): HeldCalls {
  const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: fake.url });
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  return {
    submitBatch: async (items, key) => {
      begun += 1;
      await gate.promise;
      return submitBatch(items, key);
    },
    underWay: (count) =>
      vi.waitFor(
        () => {
          if (begun < count) throw new Error(`${begun} of ${count} calls are under way`);
        },
        { timeout: 15_000 },
      ),
    letGo: gate.resolve,
  };
}
