import type { Breach, OpenTarget, Target } from './target.ts';

/** What became of a target: how many inputs it got of how many, and which of its promises broke. */
export type Tally = { name: string; inputs: number; of: number; seconds: number; breaches: Breach[] };

export type Turns = {
  targets: readonly Target[];
  /** In all, shared out by weight. */
  inputs: number;
  seed: number;
  mostMs: number;
  watch?: {
    /** Before a turn: whose, and the seed that its inputs follow from. */
    begin?(name: string, seed: number): void;
    progress?(done: number, of: number): void;
    broke?(name: string, breach: Breach): void;
  };
};

export const TURN_INPUTS = 500;
/** The same fault is found again and again. */
const BREACHES_MOST = 5;

/** How many of all inputs each gets, one at least. */
export function shares(weights: readonly number[], inputs: number): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(1, Math.round((inputs * weight) / whole)));
}

type Player = { target: Target; open: OpenTarget; tally: Tally };

async function playersOf({ targets, inputs }: Turns): Promise<Player[]> {
  const parts = shares(
    targets.map(({ weight }) => weight),
    inputs,
  );
  const players: Player[] = [];
  for (const [index, target] of targets.entries()) {
    const tally = { name: target.name, inputs: 0, of: parts[index] ?? 1, seconds: 0, breaches: [] };
    players.push({ target, open: await target.open(), tally });
  }
  return players;
}

/** Whoever has had least of their share. */
function nextOf(players: readonly Player[]): Player | undefined {
  const had = ({ tally }: Player) => tally.inputs / tally.of;
  const going = players.filter(({ tally }) => tally.inputs < tally.of && tally.breaches.length < BREACHES_MOST);
  return going.toSorted((a, b) => had(a) - had(b))[0];
}

async function play({ open, tally }: Player, seed: number): Promise<Breach | undefined> {
  const began = performance.now();
  const { inputs, breach } = await open.check({ seed, inputs: Math.min(TURN_INPUTS, tally.of - tally.inputs) });
  tally.inputs += inputs;
  tally.seconds += (performance.now() - began) / 1000;
  if (breach) tally.breaches.push(breach);
  return breach;
}

/** Hits the targets in turns, each turn with a seed of its own, so that all have had the same part when the time is up. */
export async function takeTurns(turns: Turns): Promise<Tally[]> {
  const { seed, mostMs, watch = {} } = turns;
  const players = await playersOf(turns);
  const sum = (of: (tally: Tally) => number) => players.reduce((total, { tally }) => total + of(tally), 0);
  const whole = sum(({ of }) => of);
  const began = performance.now();
  for (let turn = seed; performance.now() - began < mostMs; turn += 1) {
    const player = nextOf(players);
    if (!player) break;
    watch.begin?.(player.target.name, turn);
    const breach = await play(player, turn);
    if (breach) watch.broke?.(player.target.name, breach);
    watch.progress?.(
      sum(({ inputs }) => inputs),
      whole,
    );
  }
  for (const { open } of players) await open.close();
  return players.map(({ tally }) => tally);
}
