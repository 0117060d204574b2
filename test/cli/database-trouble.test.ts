import { expect, test } from 'vitest';
import { databaseRemedy } from '#cli/database-trouble.ts';

test.each([
  ['a full disk', { code: 'SQLITE_FULL', message: 'database or disk is full' }, 'give its disk room'],
  [
    'a file that is read-only',
    { code: 'SQLITE_READONLY_DBMOVED', message: 'x' },
    'let this user write its file and folder',
  ],
  ['a lock held for too long', { code: 'SQLITE_BUSY', message: 'database is locked' }, 'end what holds its write lock'],
  ['no connection left', { code: '53300', message: 'too many clients' }, 'let it take more connections, or end some'],
  [
    'none left in the pool',
    { message: 'timeout exceeded when trying to connect' },
    'let it take more connections, or end some',
  ],
  ['a server that restarts', { code: '57P01', message: 'terminating connection' }, 'wait until it answers'],
  [
    'a connection lost in a transaction',
    { message: 'Client has encountered a connection error and is not queryable' },
    'wait until it answers',
  ],
])('%s has a remedy', (_, error, remedy) => {
  expect(databaseRemedy({ code: undefined, ...error })).toBe(remedy);
});

test('a port that is taken is no trouble of the database', () => {
  expect(databaseRemedy({ code: 'EADDRINUSE', message: 'listen EADDRINUSE' })).toBeUndefined();
});
