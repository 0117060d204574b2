import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLayout, layoutCompiler } from '#rendering/special/compile-layout.ts';
import { visibleText } from '../../emails/read-html.ts';
import { compiled, withColumn, withText } from './layouts.ts';

const faultsOf = async (mjml: string, use = {}) => {
  const layout = await compileLayout(mjml, use);
  return layout.kind === 'faulty' ? layout.faults : [];
};
const htmlOf = async (mjml: string, use = {}) => (await compiled(mjml, use)).html;

describe('where a layout is wrong', () => {
  test('a wrong end tag is told with line and column', async () => {
    expect(await faultsOf(withColumn('<mj-text>\n  hello</mj-txt>'))).toEqual([
      expect.objectContaining({ line: 3, column: 8, problem: expect.stringContaining("'mj-text' (opened in line 2") }),
    ]);
  });

  test('ampersands in front of it move no column', async () => {
    const [fault] = await faultsOf(withText('Q&A, R&D <u onclick="x()">x</u>'));
    expect(fault).toEqual(expect.objectContaining({ line: 2, column: '<mj-text>Q&A, R&D '.length + 1 }));
  });

  test('a quote that is never closed is told, where MJML would drop everything after it', async () => {
    expect(await faultsOf(withColumn('<mj-text color="red>hello</mj-text>'))).toEqual([
      expect.objectContaining({ problem: expect.stringContaining('not well-formed') }),
    ]);
  });

  test('markup that is never closed is told, where MJML would pass it on', async () => {
    expect(await faultsOf(withText('<b>hello'))).toEqual([
      expect.objectContaining({ line: 2, problem: expect.stringContaining("'b' (opened in line 2") }),
    ]);
  });

  test('the lines of MJML’s own complaints are the editor’s, behind comments and tags over many lines', async () => {
    const mjml = withColumn('<!-- one\ntwo -->\n<mj-text\n  color="red"\n>x</mj-text>\n<mj-text size="4">y</mj-text>');
    expect(await faultsOf(mjml)).toEqual([
      { line: 7, problem: '<mj-text> Attribute size is illegal', remedy: expect.any(String) },
    ]);
  });

  test('lines are counted alike whatever ends them', async () => {
    const mjml = withColumn('<mj-spacer height="10px" />\n<mj-foo />').replaceAll('\n', '\r\n');
    expect(await faultsOf(`\uFEFF${mjml}`)).toEqual([expect.objectContaining({ line: 3, column: 1 })]);
  });

  test('several faults are told together', async () => {
    const faults = await faultsOf(withColumn('<mj-raw>x</mj-raw>\n<mj-text><b onclick="1">x</b></mj-text>'));
    expect(faults.map(({ line }) => line)).toEqual([2, 3]);
  });

  test('MJML stands in no text, and HTML nowhere else', async () => {
    expect(await faultsOf(withText('<mj-button href="https://x.example/">x</mj-button>'))).toHaveLength(1);
    expect(await faultsOf(withColumn('<p>x</p>'))).toHaveLength(1);
    expect(await faultsOf(withColumn('<mj-button href="https://x.example/"><a>x</a></mj-button>'))).toHaveLength(1);
  });
});

describe('what comes out', () => {
  test('keeps text, links, emphasis and the spaces between them', async () => {
    const html = await htmlOf(withText('<b>One</b> <i>two</i> <a href="https://x.example/?a=1&b=2">three</a>'));
    expect(html).toContain('<b>One</b> <i>two</i> <a href="https://x.example/?a=1&amp;b=2">three</a>');
  });

  test('takes an ampersand that begins no entity for an ampersand', async () => {
    expect(await htmlOf(withText('Q&A &amp; R&D, &copy; &eacute;'))).toContain('Q&amp;A &amp; R&amp;D, © é');
  });

  test('keeps MJML’s tables for Outlook and nobody’s comments', async () => {
    const html = await htmlOf(withText('a<!-- secret -->b'));
    expect(html).toContain('>ab<');
    expect(html).not.toContain('secret');
    expect(html.match(/<!--\[if mso \| IE\]>/g)).toHaveLength(4);
    expect(html.match(/<!\[endif\]-->/g)).toHaveLength(4);
  });

  test('fetches no font, whatever fonts are named', async () => {
    const { html, css } = await compiled(withColumn('<mj-text font-family="Roboto, Ubuntu, Open Sans">x</mj-text>'));
    expect(html + css).not.toMatch(/googleapis|@import|@font-face|url\(/);
  });

  test('quotes in a value stay in the value', async () => {
    const html = await htmlOf(withColumn(`<mj-image alt='say "hi" &gt; bye' src="https://x.example/x.png" />`));
    expect(html).toContain('alt="say &quot;hi&quot; &gt; bye"');
  });

  test('brings along the column widths and the editor’s own classes, without a space too many', async () => {
    const head = '<mj-head><mj-style>\n.mine > b { color: #0B6B3A; }\n</mj-style></mj-head>';
    const { css } = await compiled(withText('<b>x</b>', head));
    expect(css).toContain('.mj-column-per-100{width:100% !important');
    expect(css).toContain('.mine > b{color:#0B6B3A;}');
  });

  test('a link to our own pages may carry the reader’s token', async () => {
    const mjml = withText('<a href="https://verdicts.example/vote/a-vs-b/%%READER_TOKEN%%">Vote</a>');
    const use = { publicUrl: 'https://verdicts.example' };
    expect(await htmlOf(mjml, use)).toContain('href="https://verdicts.example/vote/a-vs-b/%%READER_TOKEN%%"');
    expect(await faultsOf(mjml.replace('.example/', '.example.evil/'), use)).toHaveLength(1);
    expect(await faultsOf(mjml.replace('READER_TOKEN', 'NAME'), use)).toHaveLength(1);
    const inText = 'https://x.example/?u=https://verdicts.example/vote/a-vs-b/<b>%</b>%READER_TOKEN<b>%</b>%';
    expect(await faultsOf(mjml.replace('</mj-text>', ` ${inText}</mj-text>`), use)).toHaveLength(1);
  });

  test('HTML that would be cut by mailboxes is refused', async () => {
    const faults = await faultsOf(withColumn('<mj-text>x</mj-text>'.repeat(600)));
    expect(faults).toEqual([expect.objectContaining({ problem: expect.stringMatching(/is \d+ bytes as HTML/) })]);
  });
});

test('whatever an editor types into a text comes out as text, in both parts', async () => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const squeezed = (text: string) => text.replace(/\s+/g, '');
  const nasty = fc.constantFrom(
    '<script>',
    '</mj-text>',
    '<!--[if mso]>',
    '-->',
    '&lt;',
    '"',
    "'",
    '{{x}}',
    '[[y]]',
    'ünïcödé',
    '日本',
    '🦄',
    'javascript:',
    ' ',
  );
  const characters = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
    maxLength: 8,
  });
  const typed = fc
    .array(fc.oneof(nasty, characters), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(''))
    .filter((text) => !text.includes('%%') && text.trim() !== '');
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const layout = await compiled(withText(escaped(text)));
      expect(squeezed(visibleText(layout.html))).toBe(squeezed(text));
      expect(squeezed(layout.text)).toBe(squeezed(text));
    }),
    { numRuns: 150 },
  );
}, 60_000);

describe('what MJML made of it is looked at again', () => {
  const answering = (html: string, css = '') =>
    layoutCompiler({ compile: async () => ({ kind: 'compiled', html, css }), stop: async () => {} })(withText('Hello'));

  test.each([
    ['a word that went missing', '<div>Hell</div>', '', /lost text/],
    ['a word that nobody wrote', '<div>Hello you</div>', '', /lost text/],
    ['an attribute that nobody wrote', '<div onclick="x()">Hello</div>', '', /became <div> has the attribute onclick/],
    ['a style that nobody wrote', '<div>Hello</div>', '@import "x";', /became a style sheet/],
    ['more styles than Gmail takes', '<div>Hello</div>', '.a{color:red}'.repeat(800), /10400 bytes of styles/],
    ['a slot in an attribute', '<div title="%%READER_TOKEN%%">Hello</div>', '', /shows %%/],
  ])('%s', async (_, html, css, problem) => {
    const layout = await answering(html, css);
    expect(layout).toEqual({
      kind: 'faulty',
      faults: [expect.objectContaining({ problem: expect.stringMatching(problem) })],
    });
  });

  test('and let through when it is right', async () => {
    expect(await answering('<div>Hello</div>')).toEqual({
      kind: 'compiled',
      html: '<div>Hello</div>',
      css: '',
      text: 'Hello',
    });
  });
});
