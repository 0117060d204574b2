import { copyStore } from '#store/copy-store.ts';
import { openStore } from '#store/open-store.ts';

/** Words: the database to copy and the one to copy it into. Stands still after so many rows, for somebody to end it. */
const [source = '', target = '', rows = ''] = process.argv.slice(2);
await copyStore(await openStore(source), await openStore(target), {
  evenWhileSending: false,
  stop: new AbortController().signal,
  report({ done }) {
    if (done < Number(rows)) return;
    process.stdout.write('copying\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
