import { parseHTML } from 'linkedom';
import { unescaped } from '../emails/read-html.ts';

export type Page = {
  /** Of the first element; undefined when there is none. */
  text(selector: string): string | undefined;
  all(selector: string): string[];
  attribute(selector: string, name: string): string | null | undefined;
  /** What the form would send if nothing was changed and no button had a say. */
  form(selector: string): [string, string][];
};

type Field = { tagName: string; getAttribute(name: string): string | null; textContent: string };

/** A page as an editor sees it. */
export function readPage(html: string): Page {
  const { document } = parseHTML(html);
  const shown = (element: { textContent: string | null }) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const first = (selector: string) => document.querySelector(selector) ?? undefined;
  return {
    text: (selector) => first(selector) && shown(first(selector)!),
    all: (selector) => [...document.querySelectorAll(selector)].map(shown),
    attribute: (selector, name) => first(selector)?.getAttribute(name),
    form: (selector) =>
      [...document.querySelectorAll(`${selector} input, ${selector} textarea`)].map((element) => {
        const field = element as unknown as Field;
        const value = field.tagName === 'TEXTAREA' ? unescaped(field.textContent) : (field.getAttribute('value') ?? '');
        return [field.getAttribute('name') ?? '', value];
      }),
  };
}

/** The same form with some fields filled in otherwise. */
export function filled(form: [string, string][], changes: Record<string, string>): [string, string][] {
  const kept = form.filter(([name]) => !(name in changes));
  return [...kept, ...Object.entries(changes)];
}
