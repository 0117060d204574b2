import { z } from 'zod';
import { invalid, type Refusal } from './refusal.ts';
import { type TemplateShelf, type TemplateVersion, usedKeys } from './templates.ts';

const VARIABLES_MOST = 50;
const RESERVED = ['FIRST_NAME', 'LAST_NAME', 'EMAIL', 'UNSUBSCRIBE_URL', 'RESEND_UNSUBSCRIBE_URL', 'contact', 'this'];

const variableSchema = z.object({
  key: z.string(),
  type: z.enum(['string', 'number']),
  fallback_value: z.union([z.string(), z.number()]).nullable().default(null),
});

const addressesSchema = z.union([z.string().transform((address) => [address]), z.array(z.string())]);

const wireTemplateSchema = z.object({
  name: z.string().min(1),
  alias: z.string().min(1).nullable().default(null),
  from: z.string().nullable().default(null),
  reply_to: addressesSchema.nullable().default(null),
  subject: z.string().nullable().default(null),
  html: z.string().min(1),
  text: z.string().nullable().default(null),
  variables: z.array(variableSchema).default([]),
});

type WrittenTemplate = { name: string; alias: string | null; version: TemplateVersion };

type Rule = (written: WrittenTemplate, shelf: TemplateShelf) => string | undefined;

/** In the order they are checked: the first one that is broken is the answer. */
const rules: readonly Rule[] = [
  ({ version: { variables } }) =>
    variables.length > VARIABLES_MOST ? `A template can have at most ${VARIABLES_MOST} variables.` : undefined,
  ({ version: { variables } }) => {
    const wrong = variables.find(({ key }) => !/^[A-Za-z0-9_]{1,50}$/.test(key));
    return wrong && `Invalid variable key '${wrong.key}'.`;
  },
  ({ version: { variables } }) => {
    const reserved = variables.find(({ key }) => RESERVED.includes(key));
    return reserved && `The variable key '${reserved.key}' is reserved.`;
  },
  ({ version }) => {
    const undeclared = usedKeys(version).find((used) => !version.variables.some(({ key }) => key === used));
    return undeclared && `Variable '${undeclared}' is used in the template but not defined in the variables list`;
  },
  ({ alias }, shelf) => (alias !== null && shelf.find(alias) ? `The alias '${alias}' is already in use.` : undefined),
];

/** A template as it was asked for, or why Resend would not take it. */
export function writtenTemplate(
  body: unknown,
  shelf: TemplateShelf,
): { refusal: Refusal } | { refusal: null; written: WrittenTemplate } {
  const parsed = wireTemplateSchema.safeParse(body);
  if (!parsed.success) return { refusal: invalid(`Invalid template: ${parsed.error.issues[0]?.path.join('.')}`) };
  const { name, alias, ...version } = parsed.data;
  const written = { name, alias, version };
  const broken = rules.map((rule) => rule(written, shelf)).find((message) => message !== undefined);
  return broken === undefined ? { refusal: null, written } : { refusal: invalid(broken) };
}
