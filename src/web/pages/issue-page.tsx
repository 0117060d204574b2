import type { IsoWeek } from '#calendar/iso-week.ts';
import { longDate } from '#calendar/plain-date.ts';
import type { CorrectionContent, DigestContent } from '#issue/issue-content.ts';
import { correctionsOf, mailedDigests } from '#issue/issue-queries.ts';
import { digestOfIssue } from '#rendering/digest-of-issue.ts';
import { richText } from '#rendering/rich-text.ts';
import type { Digest } from '../../../emails/digest.ts';
import { words } from '../../../emails/fixed-words.ts';
import { Written } from '../../../emails/parts/written.tsx';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { Lineup } from '../parts/lineup.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { formStamp } from './form-stamp.ts';
import { mailedBlocks } from './mailed-blocks.ts';

function Neighbours({ older, newer }: { older?: IsoWeek | undefined; newer?: IsoWeek | undefined }) {
  if (!older && !newer) return null;
  return (
    <nav className="neighbours" aria-label="Issues before and after">
      {older && <a rel="prev" href={`/issues/${older}`}>{`← Issue ${older}`}</a>}
      {newer && <a rel="next" href={`/issues/${newer}`}>{`Issue ${newer} →`}</a>}
    </nav>
  );
}

function EditorsNote({ note }: { note: string }) {
  if (note === '') return null;
  return (
    <aside className="note" aria-label={words.editorsNote}>
      <p className="kicker">{words.editorsNote}</p>
      <Written html={richText(note).html} />
    </aside>
  );
}

function Sponsored({ sponsor }: { sponsor: Digest['sponsor'] }) {
  if (!sponsor) return null;
  return (
    <aside className="note" aria-label={sponsor.label}>
      <p className="kicker">{sponsor.label}</p>
      <Written html={sponsor.html} />
    </aside>
  );
}

function Said({ youSaid, url }: { youSaid: Digest['youSaid']; url: string }) {
  if (!youSaid) return null;
  return (
    <aside className="note" aria-label={words.youSaid}>
      <p className="kicker">{words.youSaid}</p>
      <p>
        {youSaid.sentence} <a href={url}>{words.fullScorecard}</a>
      </p>
    </aside>
  );
}

function Corrections({ corrections }: { corrections: readonly CorrectionContent[] }) {
  return corrections.map(({ date, pairing, tools, words: said }) => (
    <aside key={`${date} ${pairing}`} className="note correction" aria-label={`Correction: ${tools.join(' vs ')}`}>
      <p className="kicker">{`Correction, ${longDate(date)}`}</p>
      <h2>
        <a href={`/compare/${pairing}`}>{tools.join(' vs ')}</a>
      </h2>
      {said.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </aside>
  ));
}

function structuredData({ subject, date, lineup }: DigestContent, url: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: subject,
    datePublished: date,
    url,
    isPartOf: { '@type': 'Periodical', name: 'Weekly AI Tool Verdicts' },
    about: lineup.flatMap(({ sides }) =>
      sides.map(({ tool }) => ({ '@type': 'SoftwareApplication', name: tool.name })),
    ),
  };
}

/** An issue as it was mailed, from its frozen content; undefined while it has not gone out. */
export async function issuePage(app: App, week: string): Promise<string | undefined> {
  const issues = await mailedDigests(app.store);
  const index = issues.findIndex((issue) => issue.name === week);
  const content = issues[index]?.content;
  if (!content) return undefined;
  const path = `/issues/${content.week}`;
  const canonical = `${app.config.publicUrl}${path}`;
  const digest = digestOfIssue(content, app.mail);
  return renderPage({
    title: `${content.subject} Issue ${content.week}`,
    description: content.preheader,
    canonical,
    type: 'article',
    image: `${canonical}/og.png`,
    imageAlt: `Issue ${content.week}. ${content.subject}`,
    structuredData: structuredData(content, canonical),
    children: (
      <>
        <p className="kicker">{`Issue ${content.week} · ${longDate(content.date)}`}</p>
        <h1>{content.subject}</h1>
        <Corrections corrections={await correctionsOf(app.store, content.week)} />
        <EditorsNote note={content.note} />
        <Sponsored sponsor={digest.sponsor} />
        <Lineup blocks={mailedBlocks(content, app.mail)} />
        <Said youSaid={digest.youSaid} url={`/compare/${content.youSaid?.pairing}`} />
        <p className="small">
          {content.panelMethod} <a href="/panel">{words.howThePanelWorks}</a>
        </p>
        <SignUpForm page={path} started={formStamp(app)} />
        <Neighbours older={issues[index + 1]?.content.week} newer={issues[index - 1]?.content.week} />
      </>
    ),
  });
}
