import type { IssueName } from '#issue/issue-name.ts';
import type { App } from '../app.ts';

/** What the studio needs beside the steps of the week. */
export type Studio = {
  app: App;
  /** An unguessable text of 32 random bytes. */
  newToken(): string;
  /** Tells whoever started the program something that mail could not reach them with. */
  announce(line: string): void;
  /** Starts sending an approved issue, or goes on with one; returns at once. */
  startSending(name: IssueName): void;
  /** What stands above every page; undefined in real life. */
  rehearsal: string | undefined;
  /** Puts the sample readers on the list; undefined in real life. Returns how many. */
  addSampleReaders: (() => Promise<number>) | undefined;
};

/** What the guard of the studio hands on to every page behind it. */
export type StudioEnv = { Variables: { editor: string } };
