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
/** How many times longer something may take while others need the machine. */
const BUSY_MACHINE = 15;
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

type Hit<Happened> = { happened: Happened; ms: number; workedMs: number };

async function hitOnce<Input, Happened>(
  hit: (input: Input) => Happened | Promise<Happened>,
  input: Input,
): Promise<Hit<Happened>> {
  const [began, worked] = [performance.now(), process.cpuUsage()];
  try {
    const happened = await hit(input);
    const { user, system } = process.cpuUsage(worked);
    return { happened, ms: performance.now() - began, workedMs: (user + system) / 1000 };
  } catch (error) {
    throw new Broken(ANSWERS, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Whether it took the time itself, or far longer than a machine that is busy with others explains. */
function isSlow({ ms, workedMs }: Hit<unknown>, withinMs: number): boolean {
  return workedMs > withinMs || ms > withinMs * BUSY_MACHINE;
}

async function keepsItsPromises<Input, Happened>(
  { promises, withinMs = WITHIN_MS }: TargetSpec<Input, Happened>,
  hit: (input: Input) => Happened | Promise<Happened>,
  input: Input,
): Promise<void> {
  const once = await hitOnce(hit, input);
  for (const { words, broken } of promises) {
    const how = broken(once.happened, input);
    if (how !== undefined) throw new Broken(words, how);
  }
  if (!isSlow(once, withinMs)) return;
  // Memory may have been tidied up meanwhile: what is slow is slow again.
  const again = await hitOnce(hit, input);
  if (isSlow(again, withinMs))
    throw new Broken(
      IN_TIME,
      `took ${Math.round(again.ms)} ms, of which ${Math.round(again.workedMs)} ms were its own`,
    );
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
