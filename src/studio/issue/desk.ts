import { dateInZone, laterOf } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { audienceSize } from '#delivery/audience-queries.ts';
import { checkContext } from '#delivery/check-context.ts';
import type { EditableIssue } from '#issue/edit-week.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import { fieldsOf, type IssueFields, type Shelf, withFields } from '#issue/issue-fields.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { checkMail } from '#rendering/checks/mail-checks.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { type HashedMail, renderWithHash } from '#rendering/prepare-mail.ts';
import { computeVerdict, hasBothTools } from '#verdict/verdict.ts';
import type { VoteCounts } from '#votes/vote-count.ts';
import { countVotes } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { recentCatalog } from '../../web/recent-catalog.ts';

/** What an editor sees of an issue that can still be changed. */
export type Desk = HashedMail & {
  issue: EditableIssue;
  /** What the form shows: saved, or typed and not saved yet. */
  fields: IssueFields;
  content: IssueContent;
  findings: Finding[];
  audience: number;
  sendsAt: Date;
  /** Pairings that are not in the lineup, each with the reason. */
  left: readonly LeftOut[];
  nameOf(pairing: string): string;
};

export type LeftOut = { pairing: string; rule: string; reason: string };

/** Where pairings and the day come from that an editor's fields only name. */
export function shelfOf(
  app: App,
  catalog: Catalog,
  votes: VoteCounts,
  issue: EditableIssue,
  fields: IssueFields,
): Shelf {
  const { sendAt: _, ...scheduled } = issue;
  const sendsAt = app.sendTime(fields.sendAt === undefined ? scheduled : { ...scheduled, sendAt: fields.sendAt });
  return {
    verdictOf(slug) {
      const pairing = catalog.pairings.find((candidate) => candidate.slug === slug);
      return pairing && hasBothTools(catalog, pairing) ? computeVerdict(catalog, votes, pairing) : undefined;
    },
    date: laterOf(app.today(), dateInZone(sendsAt, app.config.timeZone)),
  };
}

/** Shelf and catalog as they are now, read once for one request. */
export async function openShelf(
  app: App,
  issue: EditableIssue,
  fields: IssueFields,
): Promise<{ shelf: Shelf; catalog: Catalog }> {
  const catalog = await recentCatalog(app);
  return { catalog, shelf: shelfOf(app, catalog, await countVotes(app.store), issue, fields) };
}

function leftOut({ report }: EditableIssue, lineup: readonly string[]): LeftOut[] {
  const takenOut = report.chosen.map(({ pairing, points }) => ({
    pairing,
    rule: 'taken out',
    reason: `an editor took it out; it has ${points} points`,
  }));
  return [...takenOut, ...report.refused].filter(({ pairing }) => !lineup.includes(pairing));
}

function namesOf(catalog: Catalog, content: IssueContent): (pairing: string) => string {
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

async function quickFindings(app: App, content: IssueContent, message: MailMessage): Promise<Finding[]> {
  const { publicUrl, postalAddress } = app.mail;
  const context = await checkContext(app.store, content.week, app.today());
  return checkMail({ content, message, publicUrl, postalAddress, context }, 'quick');
}

/** Everything about an issue for the eyes of an editor; `typed` stands in for what is saved. */
export async function openDesk(app: App, issue: EditableIssue, typed?: IssueFields): Promise<Desk> {
  const fields = typed ?? fieldsOf(issue);
  const { shelf, catalog } = await openShelf(app, issue, fields);
  const filling = typed ? withFields(issue.content, typed, shelf) : undefined;
  const content = filling?.kind === 'filled' ? filling.content : issue.content;
  const mail = await renderWithHash(content, app.mail);
  return {
    ...mail,
    issue,
    fields,
    content,
    findings: await quickFindings(app, content, mail.message),
    audience: await audienceSize(app.store, app.today()),
    sendsAt: app.sendTime(issue),
    left: leftOut(issue, fields.lineup),
    nameOf: namesOf(catalog, content),
  };
}
