import { withoutComments } from './allowed-css.ts';
import { cleanOutput } from './clean-output.ts';
import { elementsOf, type LayoutElement } from './layout-element.ts';
import type { LayoutFault } from './layout-fault.ts';
import { type LayoutUse, layoutRules } from './layout-rules.ts';
import { layoutText } from './layout-text.ts';
import { type MjmlThread, mjmlThread, type ThreadAnswer } from './mjml-thread.ts';
import { outputRules } from './output-rules.ts';
import { readLayout } from './read-layout.ts';
import { normalised, sourceRules } from './source-rules.ts';
import { writeLayout } from './write-layout.ts';

/** A layout as it may be sent: clean HTML for the body of a mail, the styles it brings along, and its text. */
export type CompiledLayout = { kind: 'compiled'; html: string; css: string; text: string };
export type FaultyLayout = { kind: 'faulty'; faults: LayoutFault[] };

const ELEMENTS_MOST = 2_000;
const FAULTS_MOST = 50;
const STOPPED = {
  time: { problem: 'took too long to compile', remedy: 'make it smaller or flatter' },
  memory: { problem: 'needed too much memory to compile', remedy: 'make it smaller or flatter' },
  failure: { problem: 'could not be compiled', remedy: 'take out what was added last' },
} as const;

function faulty(faults: readonly LayoutFault[]): FaultyLayout {
  return { kind: 'faulty', faults: faults.slice(0, FAULTS_MOST) };
}

function elementFaults(root: LayoutElement, use: LayoutUse): LayoutFault[] {
  const elements = [...elementsOf(root)];
  if (elements.length > ELEMENTS_MOST) {
    return [{ line: 1, problem: `has ${elements.length} elements`, remedy: `at most ${ELEMENTS_MOST}` }];
  }
  return elements.flatMap((element) =>
    layoutRules.flatMap(({ find }) =>
      find(element, use).map(({ problem, remedy }) => ({
        ...element.at,
        problem: `<${element.name}> ${problem}`,
        remedy,
      })),
    ),
  );
}

function answerFaults(answer: Exclude<ThreadAnswer, { kind: 'compiled' }>): LayoutFault[] {
  if (answer.kind === 'stopped') return [{ line: 1, ...STOPPED[answer.reason] }];
  return answer.errors.map(({ line, tagName, message }) => ({
    line,
    problem: `<${tagName}> ${message}`,
    remedy: 'see the MJML documentation of this element',
  }));
}

function withoutSpaceInCss(css: string): string {
  return withoutComments(css)
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,:]) ?/g, '$1')
    .trim();
}

/** Written for a narrower place than a whole mail, if it stands in one. */
function fitted(root: LayoutElement, { bodyWidth }: LayoutUse): LayoutElement {
  if (bodyWidth === undefined) return root;
  const children = root.children.map((child) =>
    typeof child !== 'string' && child.name === 'mj-body'
      ? { ...child, attributes: { ...child.attributes, width: `${bodyWidth}px` } }
      : child,
  );
  return { ...root, children };
}

/** Makes `compileLayout`; a thread of one's own is for tests. */
export function layoutCompiler(thread: MjmlThread = mjmlThread()) {
  return async (mjml: string, use: LayoutUse = {}): Promise<CompiledLayout | FaultyLayout> => {
    const source = normalised(mjml);
    for (const { find } of sourceRules) {
      const faults = find(source);
      if (faults.length > 0) return faulty(faults);
    }
    const root = readLayout(source);
    if ('problem' in root) return faulty([root]);
    const faults = elementFaults(root, use);
    if (faults.length > 0) return faulty(faults);
    const answer = await thread.compile(writeLayout(fitted(root, use)));
    if (answer.kind !== 'compiled') return faulty(answerFaults(answer));
    const [clean, css, text] = [cleanOutput(answer.html), withoutSpaceInCss(answer.css), layoutText(root)];
    const output = { root, clean, css, text, use };
    const complaints = outputRules.flatMap(({ find }) => find(output));
    if (complaints.length > 0) return faulty(complaints.map((complaint) => ({ line: 1, ...complaint })));
    return { kind: 'compiled', html: clean.html, css, text };
  };
}

/** Checks, compiles and cleans MJML that somebody wrote by hand, once, when it is saved. */
export const compileLayout = layoutCompiler();
