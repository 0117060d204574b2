import type { Digest, VerdictBlock } from '../../emails/digest.ts';
import { sampleDigest } from '../../emails/sample-digest.ts';

export const hostileNames = [
  '<script>alert(1)</script>',
  'A & B "quoted" isn’t \'safe\'',
  '--><!--[if mso]><x-mso>',
  '</title></style><img src=x>',
];

export const unbreakable = 'Unbreakable'.repeat(8);

/** The sample with names somebody could type to break the mail. */
export const hostileDigest: Digest = {
  ...sampleDigest,
  title: hostileNames[3]!,
  testBanner: 'TEST <b>only</b> for the team',
  verdicts: [
    named(sampleDigest.verdicts[0]!, hostileNames[0]!, hostileNames[1]!),
    named(sampleDigest.verdicts[1]!, hostileNames[2]!, hostileNames[3]!),
    named(sampleDigest.verdicts[2]!, unbreakable, '漢字'.repeat(30)),
  ],
};

function named(verdict: VerdictBlock, left: string, right: string): VerdictBlock {
  const [first, second] = verdict.sides;
  return {
    ...verdict,
    heading: `${left} vs ${right}`,
    call: { ...verdict.call, sentence: `Ship ${left}, skip ${right}.` },
    sides: [
      { ...first, name: left, entry: left },
      { ...second, name: right, entry: right },
    ],
    quotes: verdict.quotes.map((quote, index) => ({ ...quote, on: [left, right][index]! })) as VerdictBlock['quotes'],
  };
}
