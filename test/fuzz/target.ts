import fc from 'fast-check';

/** What holds whatever comes in. */
export type Promised<Input, Happened> = {
  words: string;
  /** How it was broken, if it was. */
  broken(happened: Happened, input: Input): string | undefined;
};

/** Something of ours that takes what comes from outside. */
export type TargetSpec<Input, Happened> = {
  name: string;
  /** Its share of all inputs, beside those of the others. */
  weight: number;
  inputs: fc.Arbitrary<Input>;
  open(): Promise<{ hit(input: Input): Happened | Promise<Happened>; close?(): Promise<void> }>;
  promises: readonly Promised<Input, Happened>[];
  withinMs?: number;
};

/** A number of inputs that follow from a seed; with a path, the one input that broke a promise among them. */
export type Round = { seed: number; inputs: number; path?: string };

/** A broken promise, with the smallest input that was found to break it and where it comes from. */
export type Breach = { promise: string; how: string; input: string; seed: number; path: string };

export type Checked = { inputs: number; breach: Breach | undefined };

export type OpenTarget = { check(round: Round): Promise<Checked>; close(): Promise<void> };

export type Target = { name: string; weight: number; promises: readonly string[]; open(): Promise<OpenTarget> };

const ANSWERS = 'answers, and never throws';
const IN_TIME = 'answers in time';
const WITHIN_MS = 2_000;
/** Finding a smaller input may take long with a slow one; the first is good enough then. */
const SHRINK_MOST_MS = 120_000;
const SHOWN_MOST = 3_000;

class Broken extends Error {
  readonly promise: string;
  constructor(promise: string, how: string) {
    super(how);
    this.promise = promise;
  }
}

async function hitOnce<Input, Happened>(
  hit: (input: Input) => Happened | Promise<Happened>,
  input: Input,
): Promise<{ happened: Happened; ms: number }> {
  const began = performance.now();
  try {
    return { happened: await hit(input), ms: performance.now() - began };
  } catch (error) {
    throw new Broken(ANSWERS, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function keepsItsPromises<Input, Happened>(
  { promises, withinMs = WITHIN_MS }: TargetSpec<Input, Happened>,
  hit: (input: Input) => Happened | Promise<Happened>,
  input: Input,
): Promise<void> {
  const { happened, ms } = await hitOnce(hit, input);
  for (const { words, broken } of promises) {
    const how = broken(happened, input);
    if (how !== undefined) throw new Broken(words, how);
  }
  if (ms <= withinMs) return;
  // A machine that was busy with others is not a slow parser: what is slow is slow again.
  const again = await hitOnce(hit, input);
  if (again.ms > withinMs) throw new Broken(IN_TIME, `took ${Math.round(Math.min(ms, again.ms))} ms`);
}

/** What comes again and again is said once, with how often. */
function shown(text: string): string {
  const short = text.replace(/(.{1,12}?)\1{30,}/gs, (all, part: string) => `${part}(x ${all.length / part.length})`);
  return short.length <= SHOWN_MOST ? short : `${short.slice(0, SHOWN_MOST)} ... (${short.length} characters)`;
}

function breachIn<Input>(details: fc.RunDetails<[Input]>, seed: number): Breach | undefined {
  const { failed, counterexample, counterexamplePath, errorInstance: error } = details;
  if (!failed || counterexample === null) return undefined;
  return {
    promise: error instanceof Broken ? error.promise : ANSWERS,
    how: shown(error instanceof Error ? error.message : String(error)),
    input: shown(fc.stringify(counterexample[0])),
    seed,
    path: counterexamplePath ?? '',
  };
}

/** Makes a target that checks its own promises. */
export function target<Input, Happened>(spec: TargetSpec<Input, Happened>): Target {
  return {
    name: spec.name,
    weight: spec.weight,
    promises: [ANSWERS, IN_TIME, ...spec.promises.map(({ words }) => words)],
    async open() {
      const { hit, close = async () => undefined } = await spec.open();
      return {
        close,
        async check({ seed, inputs, path }) {
          const property = fc.asyncProperty(spec.inputs, (input) => keepsItsPromises(spec, hit, input));
          const details = await fc.check(property, {
            seed,
            numRuns: inputs,
            ...(path === undefined ? {} : { path }),
            interruptAfterTimeLimit: SHRINK_MOST_MS,
          });
          return { inputs: details.numRuns, breach: breachIn(details, seed) };
        },
      };
    },
  };
}
