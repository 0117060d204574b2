import type { PlainDate } from '#calendar/plain-date.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { mailedDigests } from '#issue/issue-queries.ts';
import type { CheckContext } from '#rendering/checks/mail-check.ts';
import type { Store } from '#store/open-store.ts';

/** What the checks of a week's mail know besides the mail: the day, and which pairings other issues carried. */
export async function checkContext(store: Store, name: IssueName, today: PlainDate): Promise<CheckContext> {
  const others = (await mailedDigests(store)).filter((issue) => issue.name !== name);
  const sent = others.flatMap((issue) =>
    issue.content.lineup.map(({ pairing }) => [pairing.slug, issue.name] as const),
  );
  return { today, sentEarlier: new Map(sent) };
}
