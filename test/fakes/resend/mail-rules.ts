import { bareAddress, domainOf, sameAddressKey } from './address.ts';
import { invalid, missing, type Refusal, unverifiedDomain } from './refusal.ts';
import { isObject, listIn, textIn, type WireMail } from './wire-mail.ts';

const MAX_RECIPIENTS = 50;
const MAX_TAG_CHARACTERS = 256;
const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'];

/** What the rules need to know beside the mail itself. */
export type MailSurroundings = {
  inBatch: boolean;
  /** Null means every domain is verified. */
  verifiedDomains: ReadonlySet<string> | null;
  placeholderDomains: ReadonlySet<string>;
  /** Recipients that a fault makes invalid, lower case. */
  rejectedRecipients: ReadonlySet<string>;
};

type Rule = (mail: WireMail, around: MailSurroundings) => Refusal | undefined;

const malformed = (field: string) =>
  invalid(
    `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
  );

const hasSender: Rule = (mail) => (mail.from ? undefined : missing('from'));
const hasRecipient: Rule = (mail) => (listIn(mail, 'to').length > 0 && mail.to !== '' ? undefined : missing('to'));
const hasSubject: Rule = (mail) => (mail.subject ? undefined : missing('subject'));

const hasBody: Rule = (mail) =>
  textIn(mail, 'html') || textIn(mail, 'text') ? undefined : invalid('Missing `html` or `text` field.');

const senderIsAnAddress: Rule = (mail) =>
  mail.from === undefined || bareAddress(mail.from) ? undefined : malformed('from');

const recipientsAreAddresses: Rule = (mail) => {
  const wrong = [...RECIPIENT_FIELDS, 'reply_to'].find((field) => !listIn(mail, field).every(bareAddress));
  return wrong === undefined ? undefined : malformed(wrong);
};

const notTooManyRecipients: Rule = (mail) => {
  const count = RECIPIENT_FIELDS.reduce((sum, field) => sum + listIn(mail, field).length, 0);
  return count <= MAX_RECIPIENTS ? undefined : invalid(`Invalid \`to\` field. At most ${MAX_RECIPIENTS} recipients.`);
};

const noPlaceholderRecipient: Rule = (mail, { placeholderDomains }) => {
  const isPlaceholder = (to: unknown) => placeholderDomains.has(domainOf(bareAddress(to) ?? ''));
  const wrong = RECIPIENT_FIELDS.find((field) => listIn(mail, field).some(isPlaceholder));
  if (wrong === undefined) return undefined;
  return invalid(
    `Invalid \`${wrong}\` field. Please use our testing email address instead of domains like \`example.com\``,
  );
};

const noRejectedRecipient: Rule = (mail, { rejectedRecipients }) => {
  const isRejected = (to: unknown) => rejectedRecipients.has(sameAddressKey(String(to)));
  return listIn(mail, 'to').some(isRejected) ? malformed('to') : undefined;
};

const senderDomainIsVerified: Rule = (mail, { verifiedDomains }) => {
  const domain = domainOf(bareAddress(mail.from) ?? '');
  return verifiedDomains === null || domain === '' || verifiedDomains.has(domain)
    ? undefined
    : unverifiedDomain(domain);
};

const subjectIsOneLine: Rule = (mail) => {
  if (mail.subject !== undefined && typeof mail.subject !== 'string') return invalid('The `subject` must be a string.');
  return /[\r\n]/.test(mail.subject ?? '') ? invalid('The `\\n` is not allowed in the `subject` field.') : undefined;
};

const headersAreLines: Rule = (mail) => {
  if (mail.headers === undefined) return undefined;
  const isLine = ([name, value]: [string, unknown]) =>
    /^[!-9;-~]+$/.test(name) && typeof value === 'string' && !/[\r\n]/.test(value);
  const areLines = isObject(mail.headers) && Object.entries(mail.headers).every(isLine);
  return areLines ? undefined : invalid('Invalid `headers` field. Names and values must be single lines of text.');
};

const tagsAreWords: Rule = (mail) => {
  const isWord = (text: unknown) => typeof text === 'string' && /^[A-Za-z0-9_-]+$/.test(text);
  const fits = (text: unknown) => typeof text === 'string' && text.length <= MAX_TAG_CHARACTERS;
  if (mail.tags !== undefined && !Array.isArray(mail.tags)) return invalid('The `tags` must be an array.');
  for (const tag of listIn(mail, 'tags')) {
    if (!isObject(tag) || !isWord(tag.name) || !isWord(tag.value)) {
      return invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.');
    }
    if (!fits(tag.name) || !fits(tag.value)) return invalid('Tags can contain no more than 256 characters.');
  }
  return undefined;
};

const noAttachmentsInBatch: Rule = (mail, { inBatch }) =>
  inBatch && mail.attachments !== undefined
    ? invalid('The `attachments` field is not supported in batches.')
    : undefined;

/** In the order they are checked: the first one that is broken is the answer. */
const rules: readonly Rule[] = [
  hasSender,
  hasRecipient,
  hasSubject,
  hasBody,
  senderIsAnAddress,
  recipientsAreAddresses,
  notTooManyRecipients,
  noPlaceholderRecipient,
  noRejectedRecipient,
  subjectIsOneLine,
  headersAreLines,
  tagsAreWords,
  noAttachmentsInBatch,
  senderDomainIsVerified,
];

/** Why Resend would not take this mail, with what its template made of it; undefined when it would. */
export function mailRefusal(mail: WireMail, around: MailSurroundings): Refusal | undefined {
  for (const rule of rules) {
    const refused = rule(mail, around);
    if (refused) return refused;
  }
  return undefined;
}
