import { expect, it } from 'vitest';
import { databaseName } from '#store/database-name.ts';

it.each([
  ['var/verdicts.sqlite', 'var/verdicts.sqlite'],
  ['postgres://ann:secret@db.example.org:5433/verdicts', 'postgres://db.example.org:5433/verdicts'],
  ['postgresql://db.example.org/verdicts?user=ann&password=secret', 'postgres://db.example.org/verdicts'],
  ['postgres://ann:secret%40@[::1]/verdicts#secret', 'postgres://[::1]/verdicts'],
  ['postgres://ann:secret@db.example.org:port/verdicts', 'the PostgreSQL database'],
])('%s is called %s: nobody reads its password', (url, name) => {
  expect(databaseName(url)).toBe(name);
});
