/** The name a mailbox shows for `Name <address>`; the address where there is none. */
export function senderName(from: string): string {
  return /^([^<]+)</.exec(from)?.[1]?.trim() ?? from;
}
