import type { Sponsor } from '#issue/issue-content.ts';
import type { IssueFields } from '#issue/issue-fields.ts';
import type { LayoutFault } from '#rendering/special/layout-fault.ts';
import { sponsorBlock } from '#rendering/special/sponsor-block.ts';
import type { DeskForm } from './desk-form.ts';

/** The fields with the sponsor's layout compiled, or with the sponsor that is saved and the faults of the new one. */
export type CompiledSponsor = { fields: IssueFields; faults: LayoutFault[] };

/** A sponsor's MJML, where there is one, goes before Markdown; what was compiled when it was saved is not compiled again. */
export async function compileSponsor(
  { fields, sponsorMjml: mjml, sponsorLabel: label }: Pick<DeskForm, 'fields' | 'sponsorMjml' | 'sponsorLabel'>,
  saved: Sponsor | undefined,
): Promise<CompiledSponsor> {
  if (mjml.trim() === '') return { fields, faults: [] };
  if (saved && 'mjml' in saved && saved.mjml === mjml)
    return { fields: { ...fields, sponsor: { ...saved, label } }, faults: [] };
  const block = await sponsorBlock(mjml);
  if (block.kind === 'faulty') return { fields: { ...fields, sponsor: saved }, faults: block.faults };
  const { html, text } = block;
  return { fields: { ...fields, sponsor: { label, mjml, html, text } }, faults: [] };
}
