import fc from 'fast-check';
import { richText } from '#rendering/rich-text.ts';
import { readDeskForm } from '../../../src/studio/issue/desk-form.ts';
import { anyTextLike } from '../inputs/mutated-text.ts';
import { longText, nastyText } from '../inputs/nasty-text.ts';
import { wildFields } from '../inputs/wild-request.ts';
import { target } from '../target.ts';

const SAMPLE = `A **note** with [a link](https://verdicts.example/x?a=1&b=2), *words*, \`code\` and <https://x.example>.

- one
- two

> quoted ![x](https://x.example/x.png)

1. first

| a | b |
|---|---|
| 1 | 2 |
`;
const PIECES = [
  '*',
  '**',
  '_',
  '`',
  '```\n',
  '[',
  '](',
  ')',
  '![',
  '<',
  '<b>',
  '</b>',
  '|',
  '\n',
  '\n\n',
  '- ',
  '> ',
  '# ',
  '---',
  '&lt;',
  '\\',
  '~~',
  'x',
  ' ',
];
const piece = fc.oneof(fc.constantFrom(...PIECES), nastyText);
const repeated = fc
  .tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), fc.constantFrom(3, 40, 500, 2_400))
  .map(([parts, times]) => parts.join('').repeat(times));

/** Markdown as people write it, as nobody does, and as would take a careless parser for ever. */
const markdown = fc.oneof(
  { weight: 2, arbitrary: anyTextLike(fc.constant(SAMPLE)) },
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(repeated, fc.constantFrom('', 'x', ']', '*'))
      .map(([text, end]) => (text + end).slice(0, 10_000)),
  },
  { weight: 1, arbitrary: longText.map((text) => text.slice(0, 10_000)) },
);

const fields = wildFields({
  base: fc.constant('a hash'),
  baseSendAt: fc.constantFrom('', '2026-11-17T09:00:00.000Z'),
  subject: nastyText,
  preheader: nastyText,
  note: markdown,
  sponsorLabel: fc.constant('Sponsor'),
  sponsorMarkdown: markdown,
  sponsorMjml: fc.constant(''),
  sendAt: fc.constantFrom(
    '',
    '2026-11-17T09:00',
    '0000-01-01T00:00',
    '9999-12-31T23:59',
    '2026-03-29T02:30',
    '2026-02-30T10:00',
  ),
  do: fc.constantFrom('save', 'up:alpha-vs-beta'),
});

type Shown = { html: string; text: string };
const WILD = /<(?!\/?(?:p|br|strong|em|a|ul|ol|li|blockquote|code)\b)[a-z!/]|<[^>]*\s(?!href=)[a-z-]+=/i;

/** What an editor types: the form, and the Markdown in it as a mail shows it. */
export const deskForms = target<[string, string][], readonly Shown[]>({
  name: 'desk-forms',
  weight: 60,
  inputs: fields,
  open: async () => ({
    hit(pairs) {
      const reading = readDeskForm(new URLSearchParams(pairs), 'America/New_York');
      if (reading.kind === 'unreadable') return [];
      const { note, sponsor } = reading.form.fields;
      return [note, sponsor && 'markdown' in sponsor ? sponsor.markdown : ''].map(richText);
    },
  }),
  promises: [
    {
      words: 'Markdown becomes no other HTML than that of words',
      broken: (shown) => shown.find(({ html }) => WILD.test(html))?.html,
    },
  ],
});
