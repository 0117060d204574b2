import type { AcceptedMail } from './accepted-mail.ts';
import { sameAddressKey } from './address.ts';
import type { LastEvent } from './webhook-event.ts';

/** Every accepted mail in order, found by id and by address without a scan. */
export class Mailbox {
  #mails: AcceptedMail[] = [];
  readonly #positions = new Map<string, number>();
  readonly #byAddress = new Map<string, AcceptedMail[]>();
  readonly #lastEvents = new Map<string, LastEvent>();

  get mails(): readonly AcceptedMail[] {
    return this.#mails;
  }

  add(mail: AcceptedMail): void {
    this.#positions.set(mail.id, this.#mails.length);
    this.#mails.push(mail);
    for (const address of new Set([...mail.to, ...mail.cc, ...mail.bcc].map(sameAddressKey))) {
      const known = this.#byAddress.get(address);
      if (known) known.push(mail);
      else this.#byAddress.set(address, [mail]);
    }
  }

  positionOf(id: string): number | undefined {
    return this.#positions.get(id);
  }

  mailOf(id: string): AcceptedMail | undefined {
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.#mails[position];
  }

  mailsTo(address: string): readonly AcceptedMail[] {
    return this.#byAddress.get(sameAddressKey(address)) ?? [];
  }

  lastEventOf(mail: AcceptedMail): LastEvent {
    return this.#lastEvents.get(mail.id) ?? (mail.scheduledAt === null ? 'queued' : 'scheduled');
  }

  happened(id: string, event: LastEvent): void {
    this.#lastEvents.set(id, event);
  }

  clear(): void {
    // A new array, so that whoever holds the old one still has what was accepted.
    this.#mails = [];
    this.#positions.clear();
    this.#byAddress.clear();
    this.#lastEvents.clear();
  }
}
