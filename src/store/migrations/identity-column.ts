import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { isPostgres } from '../is-postgres.ts';

/** A number of its own for each row. It never comes back after its row is deleted: tokens and deliveries name it. */
export function identityColumn(db: Kysely<unknown>): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return (column) =>
    isPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey().autoIncrement();
}
