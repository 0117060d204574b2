import { unknownSlots } from '../slots.ts';
import type { Found, OpenedMail } from './mail-check.ts';
import { writtenBy } from './written-by-editor.ts';

/** A slot that nothing fills would reach readers as it is written. */
export function leftOverSlots({ message, content }: OpenedMail): Found[] {
  const { subject, html, text, headers } = message;
  const parts = { subject, HTML: html, text, headers: Object.values(headers).join('\n') };
  return Object.entries(parts).flatMap(([place, part]) =>
    unknownSlots(part).map((name) => ({
      place,
      problem: `the slot ${name} is left over`,
      remedy: 'nothing fills it: correct its name',
      ...writtenBy(content, `%%${name}%%`),
    })),
  );
}
