/** Whoever watches asks often and waits for nobody: a database that needs longer is as good as away. */
const PATIENCE_MS = 1000;

export type DatabaseAnswer<Value> = { kind: 'answered'; value: Value } | { kind: 'away' };

/** Asks the database something; one that refuses, or says nothing for a second, is away. */
export async function askDatabase<Value>(question: () => Promise<Value>): Promise<DatabaseAnswer<Value>> {
  const patience = Promise.withResolvers<DatabaseAnswer<Value>>();
  const timer = setTimeout(() => patience.resolve({ kind: 'away' }), PATIENCE_MS);
  const asking = question().then(
    (value): DatabaseAnswer<Value> => ({ kind: 'answered', value }),
    (): DatabaseAnswer<Value> => ({ kind: 'away' }),
  );
  const answer = await Promise.race([asking, patience.promise]);
  clearTimeout(timer);
  return answer;
}
