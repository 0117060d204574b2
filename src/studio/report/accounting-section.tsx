import type { Accounting } from '#delivery/accounting.ts';
import { type FigureLine, FigureTable } from './figure-table.tsx';
import { figureWords } from './figure-words.ts';
import { inFigures } from './share.ts';

function partsOf(accounting: Accounting): FigureLine[] {
  return [
    ['accepted', accounting.accepted],
    ['rejected', accounting.rejected],
    ['suppressed', accounting.suppressed],
    ['unsubscribed-meanwhile', accounting.unsubscribed],
    ['unknown', accounting.unknown],
    ['waiting', accounting.waiting],
  ];
}

function acceptedParts({ ofAccepted }: Accounting): FigureLine[] {
  return [
    ['delivered', ofAccepted.delivered],
    ['bounced', ofAccepted.bounced],
    ['complained', ofAccepted.complained],
    ['suppressed-later', ofAccepted.suppressed],
    ['on-its-way', ofAccepted.onItsWay],
  ];
}

/** `260 audience = 256 accepted + 2 rejected + ...`: every part is said, those of nobody too. */
function Sum({ of: [figure, total], parts }: { of: FigureLine; parts: readonly FigureLine[] }) {
  const said = ([part, count]: FigureLine) => `${inFigures(count)} ${figureWords[part].label.toLowerCase()}`;
  return <p className="addition">{`${said([figure, total])} = ${parts.map(said).join(' + ')}`}</p>;
}

/** What became of everybody it was frozen for. */
export function AccountingSection({ name, accounting }: { name: string; accounting: Accounting }) {
  const { audience, accepted } = accounting;
  const parts = partsOf(accounting);
  const later = acceptedParts(accounting);
  return (
    <section aria-labelledby="accounting">
      <h2 id="accounting">Who got it</h2>
      <Sum of={['audience', audience]} parts={parts} />
      <FigureTable
        caption="What became of the audience"
        name={name}
        lines={[['audience', audience], ...parts]}
        whole={audience}
        of="audience"
      />
      <h3>What became of the accepted</h3>
      <Sum of={['accepted', accepted]} parts={later} />
      <FigureTable caption="What became of the accepted" name={name} lines={later} whole={accepted} of="accepted" />
    </section>
  );
}
