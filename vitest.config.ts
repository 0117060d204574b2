import { defineConfig } from 'vitest/config';

const everything = 'test/**/*.test.{ts,tsx}';

/** What asks the database something. Browsers and whole commands see the same pages on either. */
const onPostgresToo = [
  'store',
  'schedule',
  'votes',
  'issue',
  'subscribers',
  'delivery',
  'monitoring',
  'jobs',
  'web',
  'studio',
].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // By default one core is left idle.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'sqlite', include: [everything] } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...onPostgresToo, 'test/cli/store-to-postgres.test.ts'],
          // In one process, without a database that wakes others, the schedule is node-cron's.
          exclude: ['test/**/*.browser.test.ts', 'test/schedule/run-schedule-waking.test.ts'],
          env: { TEST_STORE: 'postgres' },
          globalSetup: ['test/builders/postgres-setup.ts'],
        },
      },
    ],
  },
});
