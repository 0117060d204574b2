/** A migration that a database had and this program does not know: then a newer version made its tables. */
export function newerMigration(applied: readonly string[], ours: readonly string[]): string | undefined {
  return applied.find((name) => !ours.includes(name));
}
