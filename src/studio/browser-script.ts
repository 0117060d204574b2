import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const kept = new Map<string, Promise<string>>();

async function compiled(name: string): Promise<string> {
  if (name === 'sortable.js')
    return readFile(fileURLToPath(import.meta.resolve('sortablejs/modular/sortable.esm.js')), 'utf8');
  const source = await readFile(new URL(`browser/${name}`, import.meta.url), 'utf8');
  return (await transform(source, { loader: 'ts', target: 'es2022' })).code;
}

/** A script of `browser/` with its types taken off, or the library it uses; undefined when there is none of that name. */
export async function browserScript(name: string): Promise<string | undefined> {
  if (!/^[a-z-]+\.(ts|js)$/.test(name)) return undefined;
  const script = kept.get(name) ?? compiled(name);
  kept.set(name, script);
  try {
    return await script;
  } catch (error) {
    kept.delete(name);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
