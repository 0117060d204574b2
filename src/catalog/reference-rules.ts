import { didYouMean } from './did-you-mean.ts';
import type { Fault } from './fault.ts';
import type { JsonDocument } from './json-document.ts';
import type { Pairing } from './pairing.ts';
import type { Review } from './review.ts';
import type { Panel } from './reviewer.ts';
import type { Tool } from './tool.ts';

/** A value together with the file it came from. */
export type Entry<Value> = { value: Value; document: JsonDocument };

/** What the files say, each valid by itself, before they are held against each other. */
export type Entries = {
  categories: readonly string[];
  panel: Panel;
  tools: readonly Entry<Tool>[];
  reviews: readonly Entry<Review>[];
  pairings: readonly Entry<Pairing>[];
  /** Tools whose own file has a fault, by the name of the file: what refers to them is not misspelt. */
  faultyTools: ReadonlySet<string>;
};

/** A fault between files. It costs the file it is in, unless the file stays to be refused by name later. */
export type ReferenceFault = Fault & { keepsFile?: true };

type ReferenceRule = (entries: Entries) => ReferenceFault[];

function fileNameRule(folder: string, entries: readonly Entry<unknown>[], nameOf: (value: never) => string) {
  return entries.flatMap(({ value, document }) => {
    const expected = `${folder}/${nameOf(value as never)}.json`;
    return document.file.endsWith(`/${expected}`)
      ? []
      : [document.faultAt([], 'is not named after what it holds', `expected ${expected}`)];
  });
}

function isNamed({ document }: Entry<unknown>, name: string): boolean {
  return document.file.endsWith(`/${name}.json`);
}

/** Every entry but the first of each key, with the file that came first. A file that is named after what it holds comes before a copy. */
function repeated<Value>(
  entries: readonly Entry<Value>[],
  keyOf: (value: Value) => string,
  nameOf: (value: Value) => string,
) {
  const first = new Map<string, string>();
  const wellNamedFirst = entries.toSorted(
    (a, b) => Number(isNamed(b, nameOf(b.value))) - Number(isNamed(a, nameOf(a.value))),
  );
  return wellNamedFirst.flatMap((entry) => {
    const key = keyOf(entry.value);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, entry.document.file);
    return earlier === undefined ? [] : [{ ...entry, earlier }];
  });
}

const filesAreNamedAfterWhatTheyHold: ReferenceRule = ({ tools, reviews, pairings }) => [
  ...fileNameRule('tools', tools, (tool: Tool) => tool.slug),
  ...fileNameRule('reviews', reviews, (review: Review) => `${review.tool}/${review.reviewer}`),
  ...fileNameRule('pairings', pairings, (pairing: Pairing) => pairing.slug),
];

const slugsAreUnique: ReferenceRule = ({ tools }) =>
  repeated(
    tools,
    ({ slug }) => slug,
    ({ slug }) => `tools/${slug}`,
  ).map(({ value, document, earlier }) =>
    document.faultAt(['slug'], `"${value.slug}" is already the slug in ${earlier}`, 'each tool its own slug'),
  );

/** Without any category, categories.json itself is at fault and has said so. */
const categoriesExist: ReferenceRule = ({ tools, categories }) =>
  tools
    .filter(({ value }) => categories.length > 0 && !categories.includes(value.category))
    .map(({ value, document }) =>
      document.faultAt(
        ['category'],
        `"${value.category}" is not a category`,
        didYouMean(value.category, categories) ?? 'add it to categories.json',
      ),
    );

/** What is wrong with naming a tool that is not among the sound ones. */
function missingTool(
  slug: string,
  slugs: ReadonlySet<string>,
  faultyTools: ReadonlySet<string>,
): [string, string | undefined] {
  if (faultyTools.has(slug)) return [`the file of the tool "${slug}" has a fault of its own`, 'mend that file'];
  return [`there is no tool "${slug}"`, didYouMean(slug, slugs)];
}

const reviewsAreOfKnownTools: ReferenceRule = ({ tools, reviews, faultyTools }) => {
  const slugs = new Set<string>(tools.map(({ value }) => value.slug));
  return reviews
    .filter(({ value }) => !slugs.has(value.tool))
    .map(({ value, document }) => document.faultAt(['tool'], ...missingTool(value.tool, slugs, faultyTools)));
};

/** Without any reviewer, panel.json itself is at fault and has said so. */
const reviewersAreOnThePanel: ReferenceRule = ({ panel, reviews }) => {
  const slugs = new Set<string>(panel.reviewers.map(({ slug }) => slug));
  return reviews
    .filter(({ value }) => slugs.size > 0 && !slugs.has(value.reviewer))
    .map(({ value, document }) =>
      document.faultAt(
        ['reviewer'],
        `there is no reviewer "${value.reviewer}"`,
        didYouMean(value.reviewer, slugs) ?? 'see panel.json',
      ),
    );
};

const pairingsAreOfTwoTools: ReferenceRule = ({ pairings }) =>
  pairings
    .filter(({ value }) => value.tools[0] === value.tools[1])
    .map(({ document }) => document.faultAt(['tools', 1], 'is the same tool again', 'a pairing needs two tools'));

const pairingsAreOfKnownTools: ReferenceRule = ({ tools, pairings, faultyTools }) => {
  const slugs = new Set<string>(tools.map(({ value }) => value.slug));
  return pairings.flatMap(({ value, document }) =>
    value.tools.flatMap((slug, side): ReferenceFault[] => {
      if (slugs.has(slug)) return [];
      return [{ ...document.faultAt(['tools', side], ...missingTool(slug, slugs, faultyTools)), keepsFile: true }];
    }),
  );
};

const twoToolsArePairedOnce: ReferenceRule = ({ pairings }) =>
  repeated(
    pairings,
    ({ tools }) => [...tools].sort().join(' '),
    ({ slug }) => `pairings/${slug}`,
  ).map(({ document, earlier }) =>
    document.faultAt(['tools'], `the same two tools are already paired in ${earlier}`, 'two tools meet once'),
  );

const callsNameASide: ReferenceRule = ({ pairings }) =>
  pairings.flatMap(({ value: { call, tools }, document }) => {
    const allowed = [...tools, 'both', 'neither'];
    if (call === undefined || allowed.includes(call.ship)) return [];
    return [
      document.faultAt(
        ['call', 'ship'],
        `"${call.ship}" is not one of the two tools`,
        didYouMean(call.ship, allowed) ?? `one of ${allowed.join(', ')}`,
      ),
    ];
  });

/** What must hold between the files. Reading this list is reading the specification. */
export const referenceRules: readonly ReferenceRule[] = [
  filesAreNamedAfterWhatTheyHold,
  slugsAreUnique,
  categoriesExist,
  reviewsAreOfKnownTools,
  reviewersAreOnThePanel,
  pairingsAreOfTwoTools,
  pairingsAreOfKnownTools,
  twoToolsArePairedOnce,
  callsNameASide,
];
