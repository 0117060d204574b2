import type { CompiledLayout } from '#rendering/special/compile-layout.ts';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import type { LayoutUse } from '#rendering/special/layout-rules.ts';

/** The least MJML around what stands in a text; the text begins on line 2. */
export function withText(html: string, head = ''): string {
  return `<mjml>${head}<mj-body><mj-section><mj-column>\n<mj-text>${html}</mj-text>\n</mj-column></mj-section></mj-body></mjml>`;
}

/** The least MJML around what stands in a column, which begins on line 2. */
export function withColumn(mjml: string, head = ''): string {
  return `<mjml>${head}<mj-body><mj-section><mj-column>\n${mjml}\n</mj-column></mj-section></mj-body></mjml>`;
}

/** Compiles what is known to be right. */
export async function compiled(mjml: string, use: LayoutUse = {}): Promise<CompiledLayout> {
  const layout = await compileLayout(mjml, use);
  if (layout.kind === 'faulty') throw new Error(JSON.stringify(layout.faults));
  return layout;
}
