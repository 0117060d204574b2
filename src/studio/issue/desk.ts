import { dateInZone, laterOf } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { EditableDigest } from '#issue/edit-issue.ts';
import type { DigestContent } from '#issue/issue-content.ts';
import { fieldsOf, type IssueFields, type Shelf, withFields } from '#issue/issue-fields.ts';
import { computeVerdict, hasBothTools } from '#verdict/verdict.ts';
import { countVotes } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { recentCatalog } from '../../web/recent-catalog.ts';
import { type OpenIssue, openIssue } from './open-issue.ts';

/** A week's issue in the hands of an editor. */
export type Desk = OpenIssue & {
  issue: EditableDigest;
  content: DigestContent;
  /** What the form shows: saved, or typed and not saved yet. */
  fields: IssueFields;
  /** Pairings that are not in the lineup, each with the reason. */
  left: readonly LeftOut[];
  nameOf(pairing: string): string;
};

export type LeftOut = { pairing: string; rule: string; reason: string };

/** The day in the head of the mail: that of the sending, but never one that has passed. */
function dayOf(app: App, issue: EditableDigest, { sendAt }: IssueFields) {
  const sendsAt = app.sendTime({ name: issue.name, ...(sendAt === undefined ? {} : { sendAt }) });
  const today = app.today();
  return sendsAt ? laterOf(today, dateInZone(sendsAt, app.config.timeZone)) : today;
}

/** Where pairings and the day come from that an editor's fields only name, read once for one request. */
export async function openShelf(
  app: App,
  issue: EditableDigest,
  fields: IssueFields,
): Promise<{ shelf: Shelf; catalog: Catalog }> {
  const catalog = await recentCatalog(app);
  const votes = await countVotes(app.store);
  const verdictOf: Shelf['verdictOf'] = (slug) => {
    const pairing = catalog.pairings.find((candidate) => candidate.slug === slug);
    return pairing && hasBothTools(catalog, pairing) ? computeVerdict(catalog, votes, pairing) : undefined;
  };
  return { catalog, shelf: { verdictOf, date: dayOf(app, issue, fields) } };
}

function leftOut({ report }: EditableDigest, lineup: readonly string[]): LeftOut[] {
  const takenOut = report.chosen.map(({ pairing, points }) => ({
    pairing,
    rule: 'taken out',
    reason: `an editor took it out; it has ${points} points`,
  }));
  return [...takenOut, ...report.refused].filter(({ pairing }) => !lineup.includes(pairing));
}

function namesOf(catalog: Catalog, content: DigestContent): (pairing: string) => string {
  const inContent = content.lineup.map(
    ({ pairing, sides }) => [pairing.slug, sides.map(({ tool }) => tool.name)] as const,
  );
  const inCatalog = catalog.pairings.map(
    ({ slug, tools }) => [slug, tools.map((tool) => catalog.tools.get(tool)?.name ?? tool)] as const,
  );
  const names = new Map<string, string>(
    [...inCatalog, ...inContent].map(([slug, tools]) => [slug, tools.join(' vs ')]),
  );
  return (pairing) => names.get(pairing) ?? pairing;
}

/**
 * Everything about a week's issue for the eyes of an editor; `typed` stands in for what is saved. What cannot be read is
 * shown in the form alone: nobody knows what rendering it would do.
 */
export async function openDesk(
  app: App,
  issue: EditableDigest,
  typed?: IssueFields,
  { unreadable = false } = {},
): Promise<Desk> {
  const fields = typed ?? fieldsOf(issue);
  const { shelf, catalog } = await openShelf(app, issue, fields);
  const filling = typed && !unreadable ? withFields(issue.content, typed, shelf) : undefined;
  const content = filling?.kind === 'filled' ? filling.content : issue.content;
  return {
    ...(await openIssue(app, issue, content)),
    issue,
    content,
    fields,
    left: leftOut(issue, fields.lineup),
    nameOf: namesOf(catalog, content),
  };
}
