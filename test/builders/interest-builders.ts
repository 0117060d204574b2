import type { ApprovedIssue } from '#issue/issue.ts';
import { contentHash, type DigestContent } from '#issue/issue-content.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import type { Store } from '#store/open-store.ts';
import { computeVerdict, type Verdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool } from './catalog-builders.ts';
import { aContent, anApprovedIssue } from './issue-builders.ts';
import { mailSettings } from './sending-rig.ts';

/** A lineup with a pairing for each category, or for each two: those of its tools. */
export function lineupIn(...categories: readonly (string | readonly [string, string])[]): Verdict[] {
  return categories.map((given, index) => {
    const [one, other] = typeof given === 'string' ? [given, given] : given;
    const pairing = aPairing(`one-${index}`, `other-${index}`);
    const tools = [aTool(`one-${index}`, { category: one }), aTool(`other-${index}`, { category: other })];
    return computeVerdict(aCatalog({ tools, pairings: [pairing] }), new Map(), pairing);
  });
}

/** An approved issue whose three pairings are about search, agents and voice. */
export async function anIssueOfInterests(): Promise<ApprovedIssue & { content: DigestContent }> {
  const content = aContent({ lineup: lineupIn('Search', 'Agents', 'Voice') });
  const { hash } = await renderWithHash(content, mailSettings);
  return { ...anApprovedIssue(hash), content, contentHash: contentHash(content) };
}

/** What a reader has chosen, as it is kept. */
export async function choose(store: Store, id: number, categories: readonly string[] | null): Promise<void> {
  const kept = categories === null ? null : JSON.stringify(categories);
  await store.updateTable('subscribers').set({ categories: kept }).where('id', '=', id).execute();
}

/** The pairings of a mail in the order in which they stand in it, by their places in the issue: `2-0-1`. */
export function orderIn(mail: string): string {
  const places = [...mail.matchAll(/\/compare\/one-(\d)-vs-other-\1\b/g)].map(([, place]) => place);
  return [...new Set(places)].join('-');
}
