import { previewLooks, previewWidths } from './preview-looks.ts';

/** Which way of looking was asked for, and whose mail: of a reader who chose a category, or of all others where it is empty. */
export type Looking = { look: string; width: string; reader: string };

export const TEXT_LOOKS = [
  { name: 'text', words: 'Text part', hint: 'What readers of plain text get.' },
  { name: 'source', words: 'Source', hint: 'The HTML, byte for byte.' },
] as const;

const LOOKS = [...previewLooks, ...TEXT_LOOKS];

type PreviewPaneProps = {
  looking: Looking;
  /** Where the frames are, e.g. `/studio/issues/2026-W47/preview`. */
  base: string;
  /** What readers of it can be interested in. */
  categories: readonly string[];
  htmlBytes: number;
  textBytes: number;
};

function Choice({
  kind,
  name,
  words,
  looking,
}: {
  kind: keyof Looking;
  name: string;
  words: string;
  looking: Looking;
}) {
  const chosen = looking[kind] === name;
  const query = new URLSearchParams({ ...looking, [kind]: name });
  return (
    <a
      href={`?${query}#preview`}
      className="choice-link"
      data-kind={kind}
      data-name={name}
      aria-current={chosen ? 'true' : undefined}
    >
      {words}
    </a>
  );
}

function ReaderChoice({ categories, looking }: { categories: readonly string[]; looking: Looking }) {
  return (
    <nav aria-labelledby="reader-choice">
      <span id="reader-choice">As a reader of</span>
      <Choice kind="reader" name="" words="everything" looking={looking} />
      {categories.map((category) => (
        <Choice key={category} kind="reader" name={category} words={category} looking={looking} />
      ))}
    </nav>
  );
}

/** The true mail in a frame that runs nothing and loads nothing from elsewhere. */
export function PreviewPane({ looking, base, categories, htmlBytes, textBytes }: PreviewPaneProps) {
  const hint = LOOKS.find(({ name }) => name === looking.look)?.hint;
  const asked = looking.reader === '' ? '' : `?${new URLSearchParams({ reader: looking.reader })}`;
  return (
    <section className="preview" id="preview" aria-labelledby="preview-heading" data-base={base}>
      <h2 id="preview-heading">Preview</h2>
      <nav aria-label="Width">
        {previewWidths.map(({ name, words }) => (
          <Choice key={name} kind="width" name={name} words={words} looking={looking} />
        ))}
      </nav>
      <nav aria-label="Look">
        {LOOKS.map(({ name, words }) => (
          <Choice key={name} kind="look" name={name} words={words} looking={looking} />
        ))}
      </nav>
      {categories.length > 0 && <ReaderChoice categories={categories} looking={looking} />}
      <p
        className="small"
        id="preview-hint"
        data-hints={JSON.stringify(Object.fromEntries(LOOKS.map(({ name, hint }) => [name, hint])))}
      >
        {hint}
      </p>
      <p className="small">
        HTML <b id="html-bytes">{htmlBytes.toLocaleString('en-GB')}</b> of at most 100,000 bytes, text{' '}
        <b id="text-bytes">{textBytes.toLocaleString('en-GB')}</b> bytes
        <span id="preview-state" role="status" />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard too */}
      <section className="stage" aria-label="The mail in its frame" tabIndex={0}>
        <iframe
          title="The mail"
          id="mail"
          className={`w-${looking.width}`}
          sandbox=""
          src={`${base}/saved/${looking.look}${asked}`}
        />
      </section>
    </section>
  );
}

/** The way of looking that an address asks for; the plain one where it asks for none there is. */
export function lookingOf({ look, width, reader = '' }: Partial<Looking>): Looking {
  return {
    reader,
    look: LOOKS.find(({ name }) => name === look)?.name ?? 'light',
    width: previewWidths.find(({ name }) => name === width)?.name ?? 'desktop',
  };
}
