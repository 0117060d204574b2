import { openStore } from '#store/open-store.ts';
import { whenToldToGo } from './when-told-to-go.ts';

await whenToldToGo(
  async ([path = '']) => path,
  async (path) => {
    await openStore(path);
    return 'opened';
  },
);
