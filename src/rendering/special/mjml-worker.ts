import { parentPort } from 'node:worker_threads';

/** What MJML makes of a layout: the body, and the styles of its head. */
export type MjmlAnswer =
  | { kind: 'compiled'; html: string; css: string }
  | { kind: 'faulty'; errors: { line: number; tagName: string; message: string }[] };

type HeadStyle = string | ((breakpoint: string) => string);

type Skeleton = {
  content: string;
  breakpoint: string;
  mediaQueries: Record<string, string>;
  componentsHeadStyle: HeadStyle[];
  headStyle: Record<string, HeadStyle>;
  style: HeadStyle[];
};

// MJML loads the packages that a .mjmlconfig in the current folder names. Nobody writes one here.
process.cwd = () => import.meta.dirname;
const { default: mjml2html } = await import('mjml');

/** The same rules that MJML's own head has for column widths, phones and Thunderbird; nothing else of that head is wanted. */
function cssOf({ breakpoint, mediaQueries, componentsHeadStyle, headStyle, style }: Skeleton): string {
  const columns = Object.entries(mediaQueries);
  const written = (styles: HeadStyle[]) => styles.map((one) => (typeof one === 'string' ? one : one(breakpoint)));
  const wide = (prefix: string, media: string) =>
    columns.length === 0 ? [] : [`${media}{${columns.map(([name, rule]) => `${prefix}.${name}${rule}`).join('')}}`];
  return [
    ...wide('', `@media only screen and (min-width:${breakpoint})`),
    ...wide('.moz-text-html ', `@media screen and (min-width:${breakpoint})`),
    ...written([...componentsHeadStyle, ...Object.values(headStyle), ...style]),
  ].join('\n');
}

async function compile(mjml: string): Promise<MjmlAnswer> {
  let css = '';
  const skeleton = (parts: Skeleton): string => {
    css = cssOf(parts);
    return parts.content;
  };
  const options = {
    fonts: {},
    keepComments: false,
    ignoreIncludes: true,
    useMjmlConfigOptions: false,
    validationLevel: 'strict',
  } as const;
  try {
    const { html } = await mjml2html(mjml, { ...options, skeleton: skeleton as () => string });
    return { kind: 'compiled', html, css };
  } catch (error) {
    return { kind: 'faulty', errors: errorsOf(error) };
  }
}

/** Never `formattedMessage`: it names the server's folders. */
function errorsOf(error: unknown): { line: number; tagName: string; message: string }[] {
  const { errors, message } = error as { errors?: unknown; message?: string };
  if (!Array.isArray(errors)) return [{ line: 1, tagName: 'mjml', message: String(message ?? error) }];
  return errors.map(({ line, tagName, message }) => ({ line, tagName, message }));
}

parentPort?.on('message', async (mjml: string) => parentPort?.postMessage(await compile(mjml)));
