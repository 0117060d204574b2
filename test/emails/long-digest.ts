import type { Digest, Side, VerdictBlock } from '../../emails/digest.ts';
import { sampleDigest } from '../../emails/sample-digest.ts';

const sentence =
  'Here the reviewer says with some care what went well, what broke, and what it would take to change the verdict for a team that ships every single day of the year.';
const upTo = (length: number) => sentence.slice(0, length);

/** Five pairings with every field as long as the editors may make it. */
export const longDigest: Digest = { ...sampleDigest, verdicts: [1, 2, 3, 4, 5].map(longVerdict) };

function longVerdict(number: number): VerdictBlock {
  const names = [`Cursor Background Agent ${number}`, `SmolVLM 2.5 Instruct ${number}`] as const;
  const url = `https://verdicts.example/compare/cursor-background-agent-vs-smolvlm-2-5-${number}?r=%%READER_TOKEN%%`;
  return {
    heading: names.join(' vs '),
    url,
    category: 'Developer Tools / Vision Models',
    call: { sentence: upTo(150), by: 'Readers’ call' },
    sides: [longSide(names[0]), longSide(names[1])],
    pricing: upTo(100),
    quotes: [
      { on: names[0], reviewer: 'Product Manager', stance: 'ship', quote: upTo(160) },
      { on: names[1], reviewer: 'Product Manager', stance: 'skip', quote: upTo(160) },
    ],
    voteUrl: `${url}#vote`,
  };
}

function longSide(name: string): Side {
  return {
    name,
    panelPercent: 67,
    split: '10 ship, 5 skip',
    community: '81% of 1,412',
    communityIsKnown: true,
    entry: 'Paid, from $200/mo',
    tagline: upTo(60),
  };
}
