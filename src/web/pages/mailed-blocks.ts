import type { DigestContent } from '#issue/issue-content.ts';
import { digestOfIssue, type MailIdentity } from '#rendering/digest-of-issue.ts';
import type { VerdictBlock } from '../../../emails/digest.ts';

/** The lineup in the very words of the mail, with addresses that are the same for everybody instead of a reader's links. */
export function mailedBlocks(content: DigestContent, identity: MailIdentity, origin = ''): VerdictBlock[] {
  return digestOfIssue(content, identity).verdicts.map((block, index) => {
    const url = `${origin}/compare/${content.lineup[index]?.pairing.slug}`;
    return { ...block, url, voteUrl: `${url}#vote` };
  });
}
