import { type RawBuilder, sql } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Store } from './open-store.ts';

export type GivenColumns<Row> = Readonly<Record<keyof Row & string, 'text' | 'integer'>>;

/** Half a character: PostgreSQL takes none in JSON. Whoever handed it over as a parameter would have got the same sign in its place. */
function asJson(values: readonly unknown[]): string {
  const json = JSON.stringify(values);
  if (!/\\ud[89a-f]/.test(json)) return json;
  return JSON.stringify(values, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value));
}

/**
 * Columns that say the same in every row are told once: reading a cell out of JSON costs more than writing it down. Not
 * numbers: where rows are looked up, a database that is told one beforehand would go through all that have it.
 */
function toldOnce<Row>(columns: GivenColumns<Row>, rows: readonly Row[]): Set<keyof Row & string> {
  const texts = (Object.keys(columns) as (keyof Row & string)[]).filter((name) => columns[name] === 'text');
  const [first] = rows;
  return new Set(first && texts.filter((name) => rows.every((row) => row[name] === first[name])));
}

/**
 * Rows handed to a statement as a table to select from or join with. A few parameters however many rows there are: the text
 * of the statement stays short, which a database reads much faster than a list of values.
 */
export function givenRows<Row extends object>(
  store: Store,
  columns: GivenColumns<Row>,
  rows: readonly Row[],
): RawBuilder<Row> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const once = toldOnce(columns, rows);
  const each = names.filter((name) => !once.has(name));
  const json = asJson(rows.map((row) => each.map((name) => row[name])));
  const cells = names.map((name) => {
    const value = once.has(name) ? sql`${rows[0]?.[name]}` : sql`value ->> ${sql.lit(each.indexOf(name))}`;
    return sql`cast(${value} as ${sql.raw(columns[name])}) as ${sql.ref(name)}`;
  });
  const elements = sql.raw(isPostgres(store) ? 'json_array_elements' : 'json_each');
  return sql<Row>`(select ${sql.join(cells)} from ${elements}(${json}))`;
}
