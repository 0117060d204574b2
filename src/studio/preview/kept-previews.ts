import type { MailMessage } from '#rendering/mail-message.ts';

const MOST = 60;

/** Mails that were rendered for a look at them, under ids nobody can guess; the oldest goes first. */
export type KeptPreviews = { keep(message: MailMessage): string; find(id: string): MailMessage | undefined };

/** Unsaved words live here for as long as somebody looks at them; a restart costs one key press. */
export function keptPreviews(newToken: () => string): KeptPreviews {
  const kept = new Map<string, MailMessage>();
  return {
    keep(message) {
      const id = newToken();
      kept.set(id, message);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
      return id;
    },
    find: (id) => kept.get(id),
  };
}
