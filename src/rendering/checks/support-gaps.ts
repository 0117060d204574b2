/** The mailboxes most of our readers have, by the names of caniemail.com. */
const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'] as const;

/** Something a mail uses that a client does not show, or not in full. */
export type SupportGap = { feature: string; client: string; support: 'none' | 'partial'; note: string };

type Stats = Record<string, Record<string, unknown>>;

/**
 * The package throws where its data say nothing of a client, and `word-wrap` is such a feature. What is not known is no
 * finding, so the holes in its data are filled with yes.
 */
function fillHoles(features: readonly Stats[], family: string): void {
  const platforms = new Set(features.flatMap((stats) => Object.keys(stats[family] ?? {})));
  const supported = Object.fromEntries([...platforms].map((platform) => [platform, { '': 'y' }]));
  for (const stats of features) stats[family] = { ...supported, ...stats[family] };
}

async function loadCaniemail() {
  const { caniemail, rawData } = await import('caniemail');
  const features = rawData.data.map(({ stats }) => stats as Stats);
  for (const glob of CLIENTS) fillHoles(features, glob.replace('.*', ''));
  return caniemail;
}

let loaded: ReturnType<typeof loadCaniemail> | undefined;

/** Everything in a mail's HTML that caniemail.com knows to be missing somewhere, once a feature and client, in a fixed order. */
export async function supportGaps(html: string): Promise<SupportGap[]> {
  loaded ??= loadCaniemail();
  const { issues } = (await loaded)({ clients: [...CLIENTS], html });
  const gaps = new Map<string, SupportGap>();
  for (const [client, found] of [...issues.errors, ...issues.warnings])
    for (const { title, notes, support } of found)
      gaps.set(`${title} ${client}`, {
        feature: title,
        client,
        support: support === 'none' ? 'none' : 'partial',
        note: notes.join(' '),
      });
  return [...gaps.keys()].toSorted().flatMap((key) => gaps.get(key) ?? []);
}
