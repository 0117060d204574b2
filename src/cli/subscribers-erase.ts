import { eraseReader } from '#subscribers/preference-queries.ts';
import { withSubscriber } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersErase(text: string): Promise<ExitCode> {
  return withApp((app) =>
    withSubscriber(app, text, async (known, address) => {
      await eraseReader(app.store, app.config.appSecret, known, app.clock());
      console.log(`${address} is erased; only a keyed hash is kept, so that no import brings it back`);
      return 0;
    }),
  );
}
