import { listIn, textIn, type WireMail } from './wire-mail.ts';

export type TemplateVariable = { key: string; type: string; fallback_value: string | number | null };

/** What is kept of a template as it was written, which is a draft until it is published. */
export type TemplateVersion = {
  from: string | null;
  reply_to: readonly string[] | null;
  subject: string | null;
  html: string;
  text: string | null;
  variables: readonly TemplateVariable[];
};

export type Template = {
  id: string;
  name: string;
  alias: string | null;
  draft: TemplateVersion;
  published: TemplateVersion | null;
};

/** A variable as it is used: three braces, and nothing within but its key. */
const USE = /\{\{\{([A-Za-z0-9_]+)\}\}\}/g;

export function usedKeys(version: TemplateVersion): string[] {
  const words = [version.subject ?? '', version.html, version.text ?? ''].join('\n');
  return [...new Set([...words.matchAll(USE)].map(([, key = '']) => key))];
}

export type GivenVariables = Readonly<Record<string, string | number>>;

/** The values a mail gives, and the fallbacks for the rest; undefined where there is neither. */
export function valueIn(version: TemplateVersion, given: GivenVariables, key: string): string | number | undefined {
  return given[key] ?? version.variables.find((variable) => variable.key === key)?.fallback_value ?? undefined;
}

/** The mail that a template makes: what the mail says itself comes before what the template says. */
export function renderMail(mail: WireMail, version: TemplateVersion, given: GivenVariables): WireMail {
  const fill = (text: string | null) =>
    text === null ? null : text.replace(USE, (_, key: string) => String(valueIn(version, given, key)));
  return {
    ...mail,
    from: textIn(mail, 'from') ?? version.from,
    reply_to: listIn(mail, 'reply_to').length > 0 ? mail.reply_to : (version.reply_to ?? []),
    subject: textIn(mail, 'subject') ?? fill(version.subject),
    html: fill(version.html),
    text: fill(version.text),
  };
}

/** Every template, found by its id or its alias. */
export class TemplateShelf {
  readonly #templates: Template[] = [];

  get all(): readonly Template[] {
    return this.#templates;
  }

  add(template: Template): void {
    this.#templates.push(template);
  }

  find(idOrAlias: string): Template | undefined {
    return this.#templates.find(({ id, alias }) => id === idOrAlias || alias === idOrAlias);
  }

  remove(template: Template): void {
    this.#templates.splice(this.#templates.indexOf(template), 1);
  }

  clear(): void {
    this.#templates.length = 0;
  }
}
