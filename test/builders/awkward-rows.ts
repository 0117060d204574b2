import type { ColumnMetadata, Kysely, TableMetadata } from 'kysely';
import { COPIED_TABLES, type CopiedTable } from '#store/copied-tables.ts';
import type { Row } from '#store/copy-queries.ts';
import type { Store } from '#store/open-store.ts';

/** What a database, a driver or a hash may trip over. Their order by bytes is not their order by UTF-16. */
const TEXTS = [
  '',
  ' ',
  "O'Brien",
  '"',
  '\\',
  '\\u0000 is no NUL',
  "'; drop table issues; --",
  'a\r\nb\tc\u0001',
  'null',
  'Ångström',
  'A\u030Angstro\u0308m',
  'ﬀ ｆｕｌｌ',
  '👩‍👩‍👧 🇩🇪 😀',
  'مرحبا \u202Eabc',
  '{"json":[1,2]}',
  '%s $1 ? :x',
  '2026-11-17T09:00:00.000Z',
  'long '.repeat(10_000),
];

const NUMBERS = [0, 1, -1, 2_147_483_647, -2_147_483_648];

/** Unique beside the key. */
const UNIQUE = ['name', 'address_key', 'batch_number'];

function valueFor({ name, dataType, isNullable }: ColumnMetadata, { key }: CopiedTable, row: number): Row[string] {
  const isUnique = (key as readonly string[]).includes(name) || UNIQUE.includes(name);
  if (isNullable && !isUnique && (row === 0 || row % 4 === 3)) return null;
  if (/int/i.test(dataType)) return isUnique ? row + 1 : (NUMBERS[row % NUMBERS.length] ?? 0);
  const text = TEXTS[row % TEXTS.length] ?? '';
  return isUnique ? `${text.slice(0, 20)} ${row}` : text;
}

/** Fills every table that is copied with a row for each awkward text, and one in which is null what may be. */
export async function fillWithAwkwardRows(store: Store): Promise<void> {
  const tables = new Map((await store.introspection.getTables()).map((table) => [table.name, table]));
  const anyTable = store as unknown as Kysely<Record<string, Row>>;
  for (const copied of COPIED_TABLES) {
    const { columns } = tables.get(copied.table) as TableMetadata;
    for (let row = 0; row < TEXTS.length; row += 1) {
      const values = Object.fromEntries(columns.map((column) => [column.name, valueFor(column, copied, row)]));
      await anyTable.insertInto(copied.table).values(values).execute();
    }
  }
}
