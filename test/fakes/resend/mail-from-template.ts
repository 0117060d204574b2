import { invalid, notFound, type Refusal } from './refusal.ts';
import { type GivenVariables, renderMail, type TemplateShelf, usedKeys, valueIn } from './templates.ts';
import { isObject, textIn, type WireMail } from './wire-mail.ts';

const MAX_VALUE_CHARACTERS = 2000;

type Filled = { refusal: Refusal } | { refusal: null; mail: WireMail };

const isValue = (value: unknown) =>
  typeof value === 'number' ? Math.abs(value) <= Number.MAX_SAFE_INTEGER : typeof value === 'string';

/** A mail with what its template makes of it, or why it cannot be made; a mail without a template stays as it is. */
export function mailFromTemplate(mail: WireMail, shelf: TemplateShelf): Filled {
  if (mail.template === undefined || mail.template === null) return { refusal: null, mail };
  if (!isObject(mail.template) || textIn(mail.template, 'id') === null)
    return { refusal: invalid('Invalid `template` field.') };
  if (textIn(mail, 'html') !== null || textIn(mail, 'text') !== null)
    return { refusal: invalid('The `template` field excludes `html` and `text`.') };
  const template = shelf.find(textIn(mail.template, 'id') ?? '');
  if (template === undefined) return { refusal: notFound('Template not found') };
  const version = template.published;
  if (version === null) return { refusal: invalid('The template is not published.') };

  const variables = mail.template.variables ?? {};
  if (!isObject(variables) || !Object.values(variables).every(isValue))
    return { refusal: invalid('Variables of a template must be strings or numbers.') };
  const given = variables as GivenVariables;
  if (Object.values(given).some((value) => String(value).length > MAX_VALUE_CHARACTERS))
    return { refusal: invalid(`A variable can have at most ${MAX_VALUE_CHARACTERS} characters.`) };
  const absent = usedKeys(version).find((key) => valueIn(version, given, key) === undefined);
  if (absent !== undefined) return { refusal: invalid(`Missing variable '${absent}' of the template.`) };
  return { refusal: null, mail: renderMail(mail, version, given) };
}
