import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const testsIn = (folders: readonly string[]) => folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

/** Runs these tests with their data in PostgreSQL. */
function onPostgres(name: string, include: readonly string[]): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      // In one process, without a database that wakes others, the schedule is node-cron's.
      exclude: [IN_A_BROWSER, 'test/schedule/run-schedule-waking.test.ts'],
      env: { TEST_STORE: 'postgres' },
      globalSetup: ['test/builders/postgres-setup.ts'],
    },
  };
}

const IN_A_BROWSER = 'test/**/*.browser.test.ts';
const FAULT_SUITE = 'test/faults/**/*.test.ts';
const STORES = ['store', 'schedule', 'votes', 'issue', 'subscribers', 'delivery', 'monitoring', 'jobs'];

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // No module here keeps anything from test to test, and loading all of them for every file took half of the time.
    isolate: false,
    // By default one core is left idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ['test/**/*.test.{ts,tsx}'], exclude: [IN_A_BROWSER, FAULT_SUITE] },
      },
      { extends: true, test: { name: 'browser', include: [IN_A_BROWSER] } },
      { extends: true, test: { name: 'faults', include: [FAULT_SUITE] } },
      onPostgres('postgres', [...testsIn(STORES), 'test/cli/store-to-postgres.test.ts']),
      // The pages ask the same queries: `npm run test:postgres` has them as well.
      onPostgres('postgres-pages', testsIn(['web', 'studio'])),
    ],
  },
});
