import { callSentence } from '#verdict/call.ts';
import type { Desk } from './desk.ts';

type Line = { slug: string; place: number; last: boolean };

function MoveButtons({ slug, place, last, name }: Line & { name: string }) {
  const button = (move: string, words: string, disabled: boolean) => (
    <button
      type="submit"
      name="do"
      value={`${move}:${slug}`}
      className="quiet"
      disabled={disabled}
      aria-label={`${words}: ${name}`}
    >
      {words}
    </button>
  );
  return (
    <p className="moves">
      {button('up', 'Up', place === 0)}
      {button('down', 'Down', last)}
      {button('lead', 'Make lead', place === 0)}
      {button('remove', 'Remove', false)}
    </p>
  );
}

function Reasons({ desk, slug }: { desk: Desk; slug: string }) {
  const line = desk.issue.report.chosen.find(({ pairing }) => pairing === slug);
  if (!line) return <p className="small">Put in by an editor.</p>;
  return (
    <details className="small">
      <summary>{`Why it is here: ${line.points} points`}</summary>
      <ul>
        {line.parts.map(({ name, points, because }) => (
          <li key={name}>{`${points} · ${name}: ${because}`}</li>
        ))}
      </ul>
    </details>
  );
}

function LineupItem({ desk, slug, place, last }: Line & { desk: Desk }) {
  const verdict = desk.content.lineup.find(({ pairing }) => pairing.slug === slug);
  const name = desk.nameOf(slug);
  return (
    <li className="lineup-item" data-slug={slug} id={`pairing-${slug}`}>
      <input type="hidden" name="lineup" value={slug} />
      <h2>
        {name} <span className="lead-mark">lead</span>
      </h2>
      {verdict && (
        <p className="small">
          {callSentence(
            verdict.call,
            verdict.sides.map(({ tool }) => tool),
          )}
        </p>
      )}
      <Reasons desk={desk} slug={slug} />
      <MoveButtons slug={slug} place={place} last={last} name={name} />
    </li>
  );
}

/** The lineup, the lead first. Each button works without a script; with one, pairings can be dragged too. */
export function LineupList({ desk }: { desk: Desk }) {
  const { lineup } = desk.fields;
  return (
    <fieldset className="block" id="field-lineup">
      <legend>{`Lineup (${lineup.length})`}</legend>
      <ol className="lineup" id="lineup">
        {lineup.map((slug, place) => (
          <LineupItem key={slug} desk={desk} slug={slug} place={place} last={place === lineup.length - 1} />
        ))}
      </ol>
      <details className="left-out" open={desk.left.length > 0 && desk.left.length <= 3}>
        <summary>{`Not in it (${desk.left.length}), and why`}</summary>
        <ul id="left-out">
          {desk.left.map(({ pairing, rule, reason }) => (
            <li key={pairing} data-slug={pairing}>
              <b>{desk.nameOf(pairing)}</b>: {rule} ({reason}){' '}
              <button
                type="submit"
                name="do"
                value={`put:${pairing}`}
                className="quiet"
                aria-label={`Put in: ${desk.nameOf(pairing)}`}
              >
                Put in
              </button>
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  );
}
