import type { FigureName } from '#delivery/figure-queries.ts';

/** What each figure is called, and what it counts. */
export const figureWords: Readonly<Record<FigureName, { label: string; counts: string }>> = {
  audience: { label: 'Audience', counts: 'everybody it was frozen for' },
  accepted: { label: 'Accepted', counts: 'Resend took it, which is not yet delivered' },
  delivered: { label: 'Delivered', counts: 'the mailbox’s server took it, and nothing came after' },
  bounced: { label: 'Bounced', counts: 'it came back, for good or in passing' },
  complained: { label: 'Complained', counts: 'delivered, and marked as spam' },
  'suppressed-later': {
    label: 'Suppressed later',
    counts: 'taken by Resend and then not sent: it suppresses the address',
  },
  'on-its-way': { label: 'On its way', counts: 'accepted, and nothing heard since' },
  rejected: { label: 'Rejected', counts: 'Resend refused it' },
  suppressed: { label: 'Suppressed', counts: 'left out, as the address was suppressed by then' },
  'unsubscribed-meanwhile': {
    label: 'Unsubscribed meanwhile',
    counts: 'left between the freeze and their batch’s turn',
  },
  unknown: { label: 'Unknown', counts: 'nobody can tell whether Resend took it' },
  waiting: { label: 'Waiting', counts: 'not tried yet' },
  opened: { label: 'Opened by people', counts: 'as far as it can be told' },
  'opened-by-machines-only': {
    label: 'Opened by machines only',
    counts: 'scanners and mail proxies, and no person besides',
  },
  clicked: { label: 'Clicked by people', counts: 'as far as it can be told' },
  'clicked-by-machines-only': { label: 'Clicked by machines only', counts: 'scanners, and no person besides' },
  left: { label: 'Left by its link', counts: 'used the unsubscribe link of this issue' },
};
