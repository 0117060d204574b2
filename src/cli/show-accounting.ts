import type { Accounting } from '#delivery/accounting.ts';
import type { Output } from './output.ts';

/** The sum that is always shown: the audience and what became of it. */
export function showAccounting({ say, style }: Output, accounting: Accounting): void {
  const { audience, accepted, rejected, suppressed, unsubscribed, unknown, waiting, ofAccepted } = accounting;
  const row = (label: string, count: number, remark = '') =>
    say(`  ${String(count).padStart(9)}  ${label}${remark && style('dim', `  ${remark}`)}`);
  row('audience', audience, 'active readers when the issue was frozen');
  row(
    'accepted',
    accepted,
    `${ofAccepted.delivered} delivered, ${ofAccepted.bounced} bounced, ${ofAccepted.complained} complained, ${ofAccepted.suppressed} not sent by the provider, ${ofAccepted.onItsWay} on its way`,
  );
  row('rejected', rejected, 'refused by the provider, one by one');
  row('suppressed', suppressed);
  row('unsubscribed', unsubscribed, 'left before their batch was first tried');
  row('unknown', unknown, 'nobody can tell whether the provider took them; never sent again by itself');
  row('waiting', waiting);
}
