import { isPostgresUrl } from './open-store.ts';

/** A database as people and logs may see it: without the user, the password and the options of its address. */
export function databaseName(url: string): string {
  if (!isPostgresUrl(url)) return url;
  if (!URL.canParse(url)) return 'the PostgreSQL database';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
