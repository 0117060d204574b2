import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type CompiledLayout, type FaultyLayout, layoutCompiler } from '#rendering/special/compile-layout.ts';
import type { LayoutUse } from '#rendering/special/layout-rules.ts';
import { mjmlThread } from '#rendering/special/mjml-thread.ts';
import { hostileLayouts } from '../../rendering/special/hostile-layouts.ts';
import { withColumn, withText } from '../../rendering/special/layouts.ts';
import { ORIGIN } from '../a-fuzzed-site.ts';
import { anyTextLike, mutatedText } from '../inputs/mutated-text.ts';
import { longText, nastyText } from '../inputs/nasty-text.ts';
import { type Promised, target } from '../target.ts';

type Layout = CompiledLayout | FaultyLayout;
type Given = { mjml: string; use: LayoutUse };

const samples = ['announcement', 'verdicts-of-the-year'].map((name) =>
  readFileSync(new URL(`../../../emails/special/${name}.mjml`, import.meta.url), 'utf8'),
);

/** What may stand in a text, in a column, and what may stand nowhere. */
const WORDS = [
  'x',
  '<b>x</b> <i>y</i>',
  '<a href="https://verdicts.example/x?a=1&b=2">x</a>',
  '<a href="https://verdicts.example/x/%%READER_TOKEN%%">x</a>',
  '<a href="mailto:x@example.org">x</a>',
  '<table><tr><td>x</td></tr></table>',
  '<ul><li>x</li></ul>',
  '<br />',
  '<p style="color: #fff; margin: 0">x</p>',
  '&amp;&lt;&nbsp;&#65; & 5 > 3',
  '<!-- a comment -->',
];
const BLOCKS = [
  '<mj-text>x</mj-text>',
  '<mj-image alt="x" src="https://x.example/x.png" />',
  '<mj-button href="https://x.example/">x</mj-button>',
  '<mj-divider border-width="1px" />',
  '<mj-spacer height="20px" />',
  '<mj-table><tr><td>x</td></tr></mj-table>',
];
const NOWHERE = [
  '<mj-style>.a { color: red }</mj-style>',
  '<![CDATA[x]]>',
  '%%READER_TOKEN%%',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '<x',
  '</mj-text>',
  'style="',
];

const VALUES = [
  '0',
  '-1',
  '13px',
  '9999px',
  '1e9px',
  '10px 20px 30px',
  '200%',
  '#fff',
  'rgb(1,2,3)',
  'left',
  'Arial, "x"',
];
const NAMES = [
  'padding',
  'width',
  'height',
  'color',
  'align',
  'font-size',
  'line-height',
  'border',
  'css-class',
  'dir',
];
const attribute = fc
  .tuple(fc.constantFrom(...NAMES), fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 6 })))
  .map(([name, value]) => `${name}="${value.replaceAll('"', "'").replaceAll(/[<&]/g, '')}"`);

/** With attributes that MJML knows, whatever they say. */
const blocks = fc.tuple(fc.constantFrom(...BLOCKS), fc.option(attribute, { freq: 2 })).map(([block, more]) => {
  return more === null ? block : block.replace(/^<[a-z-]+/, (start) => `${start} ${more}`);
});

const listOf = (...parts: fc.Arbitrary<string>[]) => fc.array(fc.oneof(...parts), { minLength: 1, maxLength: 5 });
const style = fc.constantFrom(
  '',
  '',
  '<mj-head><mj-style>.a { color: red } @media (max-width:600px) { .a { color: blue } }</mj-style></mj-head>',
  '<mj-head><mj-attributes><mj-all padding="0" /><mj-class name="a" color="#fff" /></mj-attributes></mj-head>',
  '<mj-head><mj-breakpoint width="320px" /></mj-head>',
);

/** Layouts that may well go out. */
const sound = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...samples) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(listOf(fc.constantFrom(...WORDS)), style)
      .map(([parts, head]) => withText(parts.join(' '), head)),
  },
  { weight: 4, arbitrary: fc.tuple(listOf(blocks), style).map(([parts, head]) => withColumn(parts.join('\n'), head)) },
);

const wild = listOf(fc.constantFrom(...WORDS, ...BLOCKS, ...NOWHERE), nastyText, longText);
const layouts = fc.oneof(
  { weight: 4, arbitrary: sound },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...hostileLayouts.map(({ mjml }) => mjml)).filter((mjml) => mjml.length < 5_000),
  },
  { weight: 2, arbitrary: wild.map((parts) => withText(parts.join(' '))) },
  { weight: 2, arbitrary: wild.map((parts) => withColumn(parts.join('\n'))) },
);

const inputs: fc.Arbitrary<Given> = fc.record({
  mjml: anyTextLike(layouts),
  use: fc.constantFrom<LayoutUse>({}, { publicUrl: ORIGIN }, { headless: true, bodyWidth: 536, htmlMostBytes: 20_000 }),
});

/** What runs, what is fetched by itself, what hides where it leads. */
const WILD = /<script|<iframe|<object|<form|<svg|<link|<meta|<base|\son[a-z]+\s*=|javascript:|expression\(|@import/i;

const promises: readonly Promised<Given, Layout>[] = [
  {
    words: 'each fault has a line, a problem and a remedy',
    broken(layout) {
      if (layout.kind === 'compiled') return undefined;
      const lost = layout.faults.find(({ line, problem, remedy }) => !(line >= 1) || problem === '' || remedy === '');
      return layout.faults.length === 0 ? 'no faults' : lost && JSON.stringify(lost);
    },
  },
  {
    words: 'a reader’s token goes to nobody but us',
    broken: (layout) =>
      layout.kind === 'compiled' &&
      layout.html.replaceAll(/href="https:\/\/verdicts\.example\/[^"]*"/g, '').includes('%%')
        ? layout.html
        : undefined,
  },
];

/** MJML of editors and sponsors up to the compiler, with what came in for what would come out of it. */
export const layoutSources = target<Given, Layout>({
  name: 'layout-sources',
  weight: 80,
  inputs,
  async open() {
    const compile = layoutCompiler({
      compile: async (mjml) => ({ kind: 'compiled', html: mjml, css: mjml.slice(0, 300) }),
      stop: async () => undefined,
    });
    return { hit: ({ mjml, use }) => compile(mjml, use) };
  },
  promises,
});

/** The same all the way through MJML itself, in its thread. */
export const compiledLayouts = target<Given, Layout>({
  name: 'compiled-layouts',
  weight: 3,
  inputs: fc.record({
    mjml: fc.oneof(
      { weight: 3, arbitrary: sound },
      { weight: 1, arbitrary: layouts },
      { weight: 2, arbitrary: mutatedText(sound) },
    ),
    use: fc.constantFrom<LayoutUse>({}, { publicUrl: ORIGIN }, { headless: true, bodyWidth: 536 }),
  }),
  // Its thread is given ten seconds.
  withinMs: 10_000,
  async open() {
    const thread = mjmlThread();
    const compile = layoutCompiler(thread);
    return { hit: ({ mjml, use }) => compile(mjml, use), close: () => thread.stop() };
  },
  promises: [
    ...promises,
    {
      words: 'what is compiled runs nothing and fetches nothing but pictures',
      broken(layout) {
        if (layout.kind !== 'compiled') return undefined;
        const shown = layout.html.replaceAll(/&lt;.*?&gt;/g, '').replaceAll(/>[^<]*</g, '><');
        return WILD.exec(shown + layout.css)?.[0];
      },
    },
    {
      words: 'the compiler is never broken, only faulty',
      broken: (layout) =>
        layout.kind === 'faulty'
          ? layout.faults.find(({ problem }) => /^(could not be compiled|took too long|needed too much)/.test(problem))
              ?.problem
          : undefined,
    },
  ],
});
