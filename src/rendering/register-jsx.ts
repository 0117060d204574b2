import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

/** Lets this process import .tsx files: Node strips types but does not know JSX. Call it before the first such import. */
export function registerJsx(): void {
  // Named, because tsx looks for it in the folder a command happens to be run from.
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
}
