/** Writes data/schema/*.schema.json from the zod schemas; with --check, says which file is out of date and exits 1. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { jsonSchemas } from '#catalog/json-schemas.ts';

const folder = new URL('../data/schema/', import.meta.url);
const checkOnly = process.argv.includes('--check');
await mkdir(folder, { recursive: true });

let outdated = 0;
for (const [name, schema] of Object.entries(jsonSchemas())) {
  const file = new URL(`${name}.schema.json`, folder);
  const wanted = `${JSON.stringify(schema, null, 2)}\n`;
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found === wanted) continue;
  if (checkOnly) {
    outdated += 1;
    console.error(`data/schema/${name}.schema.json is out of date: run "npm run schemas" and commit it`);
  } else {
    await writeFile(file, wanted);
    console.log(`data/schema/${name}.schema.json written`);
  }
}
process.exitCode = outdated > 0 ? 1 : 0;
