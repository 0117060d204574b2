import { readdir, readFile } from 'node:fs/promises';

/** A layout an editor can begin with. */
export type SpecialLayout = { name: string; title: string; mjml: string };

const FOLDER = new URL('../../../emails/special/', import.meta.url);

function titleOf(mjml: string, name: string): string {
  return /<mj-title>([^<]+)<\/mj-title>/.exec(mjml)?.[1]?.trim() ?? name;
}

/** The layouts in `emails/special`, by name. */
export async function specialLayouts(): Promise<SpecialLayout[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.mjml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const name = file.replace(/\.mjml$/, '');
      const mjml = await readFile(new URL(file, FOLDER), 'utf8');
      return { name, title: titleOf(mjml, name), mjml };
    }),
  );
}
