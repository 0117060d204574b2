/**
 * Writes src/rendering/checks/client-support.json: what our own templates use that some mailbox does not support. The check
 * "client support" is silent about these. A reason that stands in the file is kept; a new one is for the author to write.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { render } from '@react-email/render';
import { createElement } from 'react';
import type { KnownGaps } from '#rendering/checks/client-support.ts';
import { type SupportGap, supportGaps } from '#rendering/checks/support-gaps.ts';
import { registerJsx } from '#rendering/register-jsx.ts';
import { richText } from '#rendering/rich-text.ts';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { specialMail } from '#rendering/special/special-mail.ts';
import { finishHtml } from '../emails/finish-html.ts';
import { sampleDigest } from '../emails/sample-digest.ts';

const file = new URL('../src/rendering/checks/client-support.json', import.meta.url);
const templates = new URL('../emails/', import.meta.url);

/** Every mark that an editor's Markdown may leave in the mail. */
const NOTE = '*a* **b** `c` [d](https://example.org)  \ne\n\n- f\n\n1. g\n\n> h';

async function everyMail(): Promise<string[]> {
  registerJsx();
  const names = (await readdir(templates)).filter((name) => name.endsWith('.tsx')).toSorted();
  const modules = await Promise.all(names.map((name) => import(new URL(name, templates).href)));
  const { WeeklyVerdicts } = await import('../emails/weekly-verdicts.tsx');
  const elements = [
    createElement(WeeklyVerdicts, { ...sampleDigest, testBanner: 'Test', note: richText(NOTE) }),
    ...modules.map(({ default: template }) => createElement(template, template.PreviewProps)),
  ];
  const rendered = await Promise.all(elements.map(async (element) => finishHtml(await render(element))));
  return [...rendered, ...(await specialMails())];
}

/** The layouts that special editions begin with, as they would go out. */
async function specialMails(): Promise<string[]> {
  const settings = { from: '', replyTo: undefined, publicUrl: 'https://verdicts.example', postalAddress: '' };
  const layouts = await Promise.all((await specialLayouts()).map(({ mjml }) => compileLayout(mjml)));
  return layouts.flatMap((layout) =>
    layout.kind === 'compiled' ? [specialMail({ subject: '', preheader: '', layout }, settings).html] : [],
  );
}

async function keptReasons(): Promise<Map<string, string>> {
  const kept: KnownGaps[] = JSON.parse(await readFile(file, 'utf8'));
  return new Map(kept.map(({ feature, reason }) => [feature, reason]));
}

function clientsWith(gaps: readonly SupportGap[], support: SupportGap['support']): string[] {
  const clients = gaps.filter((gap) => gap.support === support).map(({ client }) => client);
  return [...new Set(clients)].toSorted();
}

const reasons = await keptReasons();
const gaps = (await Promise.all((await everyMail()).map(supportGaps))).flat();
const known: KnownGaps[] = [...Map.groupBy(gaps, ({ feature }) => feature)]
  .map(([feature, found]) => ({
    feature,
    reason: reasons.get(feature) ?? '',
    none: clientsWith(found, 'none'),
    partial: clientsWith(found, 'partial'),
  }))
  .toSorted((a, b) => (a.feature < b.feature ? -1 : 1));
await writeFile(file, `${JSON.stringify(known, null, 2)}\n`);
for (const { feature, reason } of known) if (reason === '') console.log(`write the reason for ${feature}`);
console.log(`${known.length} features in client-support.json`);
