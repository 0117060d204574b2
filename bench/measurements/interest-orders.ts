import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { categoriesSchema } from '#catalog/categories.ts';
import { openStore } from '#store/open-store.ts';
import type { ReadyWeek } from '../a-ready-week.ts';
import { exact, type Measurement, whole } from '../measurement.ts';
import { sendOnce } from '../send-once.ts';

/** Each is sent so often, in turn, and the cheapest counts: what else the machine does only ever adds. */
const TIMES = 2;

/** Every category alone, and every two. */
async function everyChoice(): Promise<string[][]> {
  const { categories } = categoriesSchema.parse(JSON.parse(await readFile('data/categories.json', 'utf8')));
  const pairs = categories.flatMap((one, index) => categories.slice(index + 1).map((other) => [one, other]));
  return [...categories.map((category) => [category]), ...pairs];
}

/** Every third reader has chosen something; all choices are about as frequent. */
async function choose({ file }: ReadyWeek): Promise<void> {
  const store = await openStore(file);
  const choices = await everyChoice();
  for (const [index, choice] of choices.entries())
    await store
      .updateTable('subscribers')
      .set({ categories: JSON.stringify(choice) })
      .where(sql<boolean>`id % ${sql.lit(3 * choices.length)} = ${sql.lit(3 * index)}`)
      .execute();
  await store.destroy();
}

/** What the sent database says of the orders, and what the sending cost a reader. */
async function sendTo(readers: number, prepare?: typeof choose) {
  const week = await sendOnce(readers, {}, prepare);
  const store = await openStore(week.week.file);
  const [{ choosing }, orders] = await Promise.all([
    store
      .selectFrom('subscribers')
      .select(({ fn }) => fn.count<number>('categories').as('choosing'))
      .executeTakeFirstOrThrow(),
    store.selectFrom('frozen_orders').select('interest_order').execute(),
  ]);
  await store.destroy();
  await week.end();
  const { cpuMicrosecondsPerReader: cpu, firstCallSeconds } = week.sent;
  return { cpu, firstCallSeconds, choosing, orders: orders.length };
}

async function measure(readers: number) {
  const plain: number[] = [];
  const ordered: Awaited<ReturnType<typeof sendTo>>[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    plain.push((await sendTo(readers)).cpu);
    ordered.push(await sendTo(readers, choose));
  }
  const [best] = ordered.toSorted((one, other) => one.cpu - other.cpu);
  if (!best) throw new Error('nothing was sent');
  return { ...best, readers, choices: (await everyChoice()).length, plainCpu: Math.min(...plain) };
}

type Figures = Awaited<ReturnType<typeof measure>>;

const ratio = ({ cpu, plainCpu }: Figures) => cpu / plainCpu;

export const interestOrders: Measurement<Figures> = {
  name: 'interest-orders',
  run: (extent) => measure(extent === 'whole' ? 100_000 : 1000),
  rows: [
    {
      what: 'a third of 100,000 readers chose categories: times the issue is rendered',
      target: 'once an order',
      figure: ({ choosing, choices, orders }) =>
        `${1 + orders} times (${whole(choosing)} readers, ${choices} choices, ${orders} orders and the issue’s own)`,
      isMet: ({ orders, choices }) => orders > 0 && orders < choices,
    },
    {
      what: 'the same: processor time of the whole send against nobody having chosen',
      target: 'at most 1.1 times',
      figure: (figures) =>
        `${exact(ratio(figures))} times (${whole(figures.cpu)} µs and ${whole(figures.plainCpu)} µs a reader)`,
      isMet: (figures) => ratio(figures) <= 1.1,
    },
  ],
};
