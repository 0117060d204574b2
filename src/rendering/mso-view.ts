/** What classic Outlook for Windows answers to `mso`: it has called itself 16 since 2016. */
const VERSION = 16;

const COMPARE: Record<string, (version: number) => boolean> = {
  lt: (version) => VERSION < version,
  lte: (version) => VERSION <= version,
  gt: (version) => VERSION > version,
  gte: (version) => VERSION >= version,
};

function termHolds(term: string): boolean {
  if (!/\bmso\b/.test(term)) return term.startsWith('!');
  const [, not, comparison, version] = /^(!)?(?:(lte?|gte?)\s+)?mso(?:\s+(\d+))?$/.exec(term) ?? [];
  const compare = COMPARE[comparison ?? ''] ?? ((wanted: number) => VERSION === wanted);
  const holds = version === undefined || compare(Number(version));
  return not === undefined ? holds : !holds;
}

/** Whether Outlook takes what a condition guards: `mso`, `!mso`, `gte mso 9`, `(mso)|(IE)`. */
function conditionHolds(condition: string): boolean {
  const alternatives = condition.toLowerCase().replace(/[()]/g, ' ').split('|');
  return alternatives.some((all) => all.split('&').every((term) => termHolds(term.trim().replace(/^!\s+/, '!'))));
}

/** A mail as classic Outlook for Windows reads it: what is in its comments stands open, what is for all others is gone. */
export function msoView(html: string): string {
  const choose = (_: string, condition: string, guarded: string) => (conditionHolds(condition) ? guarded : '');
  return html.replace(/<!--\[if ([^\]]*)\]>(?:<!-->)?(.*?)(?:<!--)?<!\[endif\]-->/gs, choose);
}
