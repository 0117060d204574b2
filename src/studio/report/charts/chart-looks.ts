/** How bars and their parts look. Filled and framed differ without colour, too. */
export const chartLooks = {
  filled: { fill: 'var(--link)', stroke: 'var(--link)' },
  framed: { fill: 'var(--card)', stroke: 'var(--mutedInk)' },
  ship: { fill: 'var(--ship)', stroke: 'var(--ship)' },
  skip: { fill: 'var(--card)', stroke: 'var(--skip)' },
  bad: { fill: 'var(--skip)', stroke: 'var(--skip)' },
} as const;

export type ChartLook = keyof typeof chartLooks;
