import { createQueryId, type KyselyPlugin, SqliteQueryCompiler, type Transaction } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';

/** A moment in the work of a store, with the statements it is about: SQL, then the beginnings of its parameters. */
export type Moment = { at: 'before statement' | 'before commit' | 'after commit'; statements: readonly string[] };

type Tell = (moment: Moment) => void;

const compiler = new SqliteQueryCompiler();

function listening(hear: (statement: string) => void): KyselyPlugin {
  return {
    transformQuery({ node }) {
      const { sql, parameters } = compiler.compileQuery(node, createQueryId());
      hear(`${sql} ${parameters.map((parameter) => String(parameter).slice(0, 40)).join(' ')}`);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

async function runWatched<Result>(
  store: Store,
  work: (transaction: Transaction<DatabaseSchema>) => Promise<Result>,
  tell: Tell,
): Promise<Result> {
  const statements: string[] = [];
  const result = await store.transaction().execute(async (transaction) => {
    const hear = (statement: string) => {
      tell({ at: 'before statement', statements: [statement] });
      statements.push(statement);
    };
    const done = await work(transaction.withPlugin(listening(hear)));
    tell({ at: 'before commit', statements });
    return done;
  });
  tell({ at: 'after commit', statements });
  return result;
}

/** The same store, which tells what it is about to do and has done. */
export function watchStore(store: Store, tell: Tell): Store {
  const watched = store.withPlugin(listening((statement) => tell({ at: 'before statement', statements: [statement] })));
  const transaction = () => ({
    execute: <Result>(work: (transaction: Transaction<DatabaseSchema>) => Promise<Result>) =>
      runWatched(store, work, tell),
  });
  return new Proxy(watched, {
    get(target, key) {
      if (key === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
