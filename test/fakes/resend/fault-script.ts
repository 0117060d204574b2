import { type Fault, faultPlan } from './faults.ts';
import { seededRandom } from './seeded-random.ts';

/** What a script may look at when it chooses. */
export type SeenRequest = {
  /** 1 for the first request of this fake, reads and refused ones included. */
  number: number;
  method: string;
  path: string;
  key: string | null;
  bodySha256: string;
  /** The parsed body; undefined when it is not JSON. */
  json: unknown;
  /** True for POST /emails and POST /emails/batch. */
  sends: boolean;
};

export type FaultChooser = (request: SeenRequest) => Fault | undefined;

/** A list is used up by the sending requests in order, one entry each; a function is asked about every request. */
export type FaultScript = readonly Fault[] | FaultChooser;

export function faultChooser(script: FaultScript): FaultChooser {
  if (typeof script === 'function') return script;
  const waiting = [...script];
  // A misspelt fault fails here, where it is written, and not in the middle of a run.
  for (const fault of waiting) faultPlan(fault);
  return (request) => (request.sends ? waiting.shift() : undefined);
}

/** The same fault for every request that sends; reads are answered as ever. */
export function onSends(fault: Fault): FaultChooser {
  return ({ sends }) => (sends ? fault : undefined);
}

/** The same fault for every request about templates. */
export function onTemplates(fault: Fault): FaultChooser {
  return ({ path }) => (path.startsWith('/templates') ? fault : undefined);
}

export type RandomFaults = { seed: number; rate: number; kinds: readonly Fault[]; on?: 'sends' | 'reads' | 'all' };

/** The choice depends on the seed and the request's number alone, so a run can be repeated. */
export function faultsAtRandom({ seed, rate, kinds, on = 'sends' }: RandomFaults): FaultChooser {
  for (const fault of kinds) faultPlan(fault);
  return (request) => {
    if (on !== 'all' && request.sends !== (on === 'sends')) return undefined;
    const random = seededRandom(Math.imul(seed, 2_654_435_761) ^ Math.imul(request.number, 40_503));
    return random() < rate ? kinds[Math.floor(random() * kinds.length)] : undefined;
  };
}
