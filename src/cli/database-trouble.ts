/** A way in which the database keeps a command from its end, and what whoever reads of it can do. */
type DatabaseTrouble = { codes: readonly string[]; words?: RegExp; remedy: string };

/** Beginnings of the codes of SQLite, of PostgreSQL (its manual, appendix A) and of the system; words where the driver gives no code. */
const TROUBLES: readonly DatabaseTrouble[] = [
  { codes: ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', '53100'], remedy: 'give its disk room' },
  { codes: ['SQLITE_READONLY', 'SQLITE_CANTOPEN', '25006'], remedy: 'let this user write its file and folder' },
  { codes: ['SQLITE_BUSY'], remedy: 'end what holds its write lock' },
  {
    codes: ['53300'],
    words: /^timeout exceeded when trying to connect/,
    remedy: 'let it take more connections, or end some',
  },
  {
    codes: ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'],
    words: /^(Connection terminated|Client has encountered a connection error)/,
    remedy: 'wait until it answers',
  },
];

/** What to do about an error that the database gave; undefined where the error is none of its troubles. */
export function databaseRemedy({ code, message }: { code?: string | undefined; message: string }): string | undefined {
  const isOf = ({ codes, words }: DatabaseTrouble) =>
    code === undefined ? words?.test(message) : codes.some((beginning) => code.startsWith(beginning));
  return TROUBLES.find(isOf)?.remedy;
}
