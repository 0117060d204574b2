import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import type { AcceptedMail } from '../../fakes/resend/accepted-mail.ts';
import { type EventKind, webhookEvent } from '../../fakes/resend/webhook-event.ts';
import type { SoakWorld } from './soak-world.ts';

/** How often in a thousand mails something is told of one, and whether its reader is then never mailed again. */
const REPORTS: Partial<Record<EventKind, { ofAThousand: number; suppresses: boolean }>> = {
  delivered: { ofAThousand: 60, suppresses: false },
  opened: { ofAThousand: 20, suppresses: false },
  bouncedTransient: { ofAThousand: 10, suppresses: false },
  bouncedPermanent: { ofAThousand: 5, suppresses: true },
  complained: { ofAThousand: 2, suppresses: true },
  suppressed: { ofAThousand: 1, suppresses: true },
};

function reportOf(world: SoakWorld): { kind: EventKind; suppresses: boolean } | undefined {
  let place = world.random() * 1000;
  for (const [kind, { ofAThousand, suppresses }] of Object.entries(REPORTS)) {
    if (place < ofAThousand) return { kind: kind as EventKind, suppresses };
    place -= ofAThousand;
  }
  return undefined;
}

/** Tells of some of these mails what became of them, now and then twice. */
export async function report(world: SoakWorld, mails: readonly AcceptedMail[]): Promise<void> {
  for (const mail of mails) {
    const told = reportOf(world);
    const [address] = mail.to;
    if (!told || address === undefined) continue;
    const body = JSON.stringify(webhookEvent(mail, told.kind, world.now()));
    for (let times = world.random() < 0.2 ? 2 : 1; times > 0; times -= 1)
      await receiveEvent(world.store, `msg_${mail.id}_${told.kind}`, body, world.now());
    // Who was erased meanwhile is nobody any more.
    if (!told.suppresses || world.erased.has(address)) continue;
    world.active.delete(address);
    world.left.delete(address);
    world.suppressed.add(address);
    world.goneThisWeek.add(address);
  }
}
