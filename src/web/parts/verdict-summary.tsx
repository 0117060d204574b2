import type { ReactNode } from 'react';
import type { PanelQuote, Side, VerdictBlock } from '../../../emails/digest.ts';
import { words } from '../../../emails/fixed-words.ts';
import { PanelFigure } from './panel-figure.tsx';
import { Stamp } from './stamp.tsx';

export type VerdictSummaryProps = { block: VerdictBlock; lead?: boolean };

/** One pairing of a lineup: the answer first, then what it stands on. The same words as in the mail. */
export function VerdictSummary({ block, lead = false }: VerdictSummaryProps) {
  const { heading, url, category, call, quotes, voteUrl } = block;
  return (
    <article className={lead ? 'verdict lead' : 'verdict'}>
      <p className="kicker">{`${category} · ${call.by}`}</p>
      <h2>
        <a href={url}>{heading}</a>
      </h2>
      <p className="call">{call.sentence}</p>
      <SidesTable {...block} />
      {quotes.length === 2 && (
        <div className="two-up">
          <Quote {...quotes[0]} />
          <Quote {...quotes[1]} />
        </div>
      )}
      <p className="actions">
        <a href={url} aria-label={`${words.fullScorecard}: ${heading}`}>
          {words.fullScorecard}
        </a>
        {' · '}
        <a href={voteUrl} aria-label={`${words.vote}: ${heading}`}>
          {words.vote}
        </a>
      </p>
    </article>
  );
}

const rows: { label: string; show: (side: Side) => ReactNode }[] = [
  { label: words.panel, show: ({ panelPercent }) => <PanelFigure percent={panelPercent} /> },
  { label: words.split, show: ({ split }) => split },
  { label: words.community, show: ({ community }) => community },
  { label: words.entry, show: ({ entry }) => entry },
  { label: words.inShort, show: ({ tagline }) => tagline },
];

function SidesTable({ heading, sides, pricing }: VerdictBlock) {
  return (
    <table className="sides">
      <caption className="unseen">{heading}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{sides[0].name}</th>
          <th scope="col">{sides[1].name}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, show }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{show(sides[0])}</td>
            <td>{show(sides[1])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{words.pricing}</th>
          <td colSpan={2}>{pricing}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Quote({ on, reviewer, stance, quote }: PanelQuote) {
  return (
    <div className="said">
      <p className="said-on">
        <Stamp stance={stance} /> {`${reviewer} on ${on}`}
      </p>
      <blockquote>
        <p>{`“${quote}”`}</p>
      </blockquote>
    </div>
  );
}
