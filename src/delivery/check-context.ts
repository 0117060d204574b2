import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import { mailedIssues } from '#issue/issue-queries.ts';
import type { CheckContext } from '#rendering/checks/mail-check.ts';
import type { Store } from '#store/open-store.ts';

/** What the checks of a week's mail know besides the mail: the day, and which pairings other issues carried. */
export async function checkContext(store: Store, week: IsoWeek, today: PlainDate): Promise<CheckContext> {
  const others = (await mailedIssues(store)).filter((issue) => issue.week !== week);
  const sent = others.flatMap((issue) =>
    issue.content.lineup.map(({ pairing }) => [pairing.slug, issue.week] as const),
  );
  return { today, sentEarlier: new Map(sent) };
}
