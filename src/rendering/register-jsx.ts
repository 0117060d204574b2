import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

let isRegistered = false;

/** Lets this process import .tsx files: Node strips types but does not know JSX. Call it before the first such import. */
export function registerJsx(): void {
  if (isRegistered) return;
  isRegistered = true;
  registerHooks({
    load(url, context, nextLoad) {
      // A hook for everything, as tsx is, makes every later import of any library slower.
      if (!url.endsWith('.tsx')) return nextLoad(url, context);
      const sourcefile = fileURLToPath(url);
      const { code } = transformSync(readFileSync(sourcefile, 'utf8'), {
        loader: 'tsx',
        jsx: 'automatic',
        sourcemap: 'inline',
        sourcefile,
      });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
