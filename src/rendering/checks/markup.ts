import { msoView } from '../mso-view.ts';
import type { Found, OpenedMail } from './mail-check.ts';

/** Rules of html-validate whose breach shows: tags that do not fit into each other, and names given twice. */
const RULES = {
  'close-order': 'error',
  'element-name': 'error',
  'no-dup-attr': 'error',
  'no-dup-id': 'error',
} as const;
/** In Outlook's view the tags of its comments and those around them must fit. */
const MSO_RULES = { 'close-order': 'error', 'no-dup-attr': 'error' } as const;

type Breach = { rule: string; message: string; near: string };

async function breaches(html: string, rules: Record<string, 'error'>): Promise<Breach[]> {
  const { HtmlValidate } = await import('html-validate');
  const report = await new HtmlValidate({ root: true, extends: [], rules }).validateString(html);
  const messages = report.results.flatMap((result) => result.messages);
  return messages.map(({ ruleId, message, offset }) => {
    // The place of a tag is that of its name.
    const start = html.lastIndexOf('<', offset);
    return { rule: ruleId, message, near: html.slice(start, start + 40) };
  });
}

/** One tag that is not closed puts every later one out of order, so a rule speaks once and counts the rest. */
async function findingsIn(part: string, html: string, rules: Record<string, 'error'>): Promise<Found[]> {
  const byRule = Map.groupBy(await breaches(html, rules), ({ rule }) => rule);
  return [...byRule.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    return [
      {
        place: `${part}, at "${first.near}":`,
        problem: others.length === 0 ? first.message : `${first.message}, and ${others.length} more like it`,
        remedy: 'close each tag in the order it was opened, name each attribute and id once',
      },
    ];
  });
}

/** The HTML as everybody parses it. */
export function markup({ message }: OpenedMail): Promise<Found[]> {
  return findingsIn('HTML', message.html, RULES);
}

/** The tag order inside Outlook's comments, which nobody else opens. */
export function msoMarkup({ message }: OpenedMail): Promise<Found[]> {
  return findingsIn('what Outlook reads', msoView(message.html), MSO_RULES);
}
