import { vi } from 'vitest';
import { type Provider, resendProvider } from '#delivery/resend-provider.ts';
import type { FakeResend } from '../fakes/fake-resend.ts';

export type HeldCalls = {
  /** Reads as ever; sends when it is let go. */
  provider: Provider;
  /** Waits until so many calls are under way at once. */
  underWay(count: number): Promise<void>;
  /** Lets those that are held, and all that come later, go on to the provider. */
  letGo(): void;
};

/** Calls of the provider that are under way and do not come back before the test says so. */
export function heldCalls(fake: FakeResend): HeldCalls {
  const provider = resendProvider({ apiKey: 're_test', baseUrl: fake.url });
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  return {
    provider: {
      ...provider,
      async submitBatch(body, key) {
        begun += 1;
        await gate.promise;
        return provider.submitBatch(body, key);
      },
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
