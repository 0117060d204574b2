import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { render } from '@react-email/render';
import { type ComponentType, createElement } from 'react';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../emails/', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => name.replace(/\.tsx$/, ''));

type Template = { default: ComponentType & { PreviewProps?: object } };

/** What `npm run email:dev` needs of a template, and what keeps a change of its looks from going unseen. */
describe.each(names)('the template %s', (name) => {
  test('can be previewed with a sample that its type was checked against', async () => {
    const { default: template } = (await import(`${folder}${name}.tsx`)) as Template;
    expect(template.PreviewProps).toBeTypeOf('object');
    expect(await render(createElement(template, template.PreviewProps))).toContain('</html>');
    expect(readFileSync(`${folder}${name}.tsx`, 'utf8')).toMatch(/\.PreviewProps = [^;]* satisfies \w+;/);
  });

  test('shows nobody real: every address leads to a host that cannot be', async () => {
    const { default: template } = (await import(`${folder}${name}.tsx`)) as Template;
    const html = await render(createElement(template, template.PreviewProps));
    const hosts = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => new URL(href).hostname);
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([]);
  });

  test('has a golden file of each part', () => {
    for (const part of ['html', 'txt'])
      expect(existsSync(fileURLToPath(new URL(`golden/${name}.${part}`, import.meta.url)))).toBe(true);
  });
});
