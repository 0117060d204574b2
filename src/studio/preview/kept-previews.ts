import type { IssueContent } from '#issue/issue-content.ts';
import type { MailMessage } from '#rendering/mail-message.ts';

const MOST = 60;

/** A mail that is looked at, and what it was rendered from. */
export type Previewed = { content: IssueContent; message: MailMessage };

/** Mails that were rendered for a look at them, under ids nobody can guess; the oldest goes first. */
export type KeptPreviews = { keep(previewed: Previewed): string; find(id: string): Previewed | undefined };

/** Unsaved words live here for as long as somebody looks at them; a restart costs one key press. */
export function keptPreviews(newToken: () => string): KeptPreviews {
  const kept = new Map<string, Previewed>();
  return {
    keep(previewed) {
      const id = newToken();
      kept.set(id, previewed);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
      return id;
    },
    find: (id) => kept.get(id),
  };
}
