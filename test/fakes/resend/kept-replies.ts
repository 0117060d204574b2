import { hasExpired, type KeptReply } from './idempotency.ts';

/** The replies by API key and idempotency key; expired ones are dropped as new ones come in. */
export class KeptReplies {
  readonly #byKey = new Map<string, KeptReply>();

  get(apiKey: string, key: string): KeptReply | undefined {
    return this.#byKey.get(nameOf(apiKey, key));
  }

  keep(apiKey: string, key: string, kept: KeptReply): void {
    this.#dropExpired(kept.receivedAtMs);
    // A Map keeps the place of a name it knows, and the oldest must stand first.
    this.#byKey.delete(nameOf(apiKey, key));
    this.#byKey.set(nameOf(apiKey, key), kept);
  }

  clear(): void {
    this.#byKey.clear();
  }

  #dropExpired(nowMs: number): void {
    for (const [name, kept] of this.#byKey) {
      if (kept.running || !hasExpired(kept, nowMs)) return;
      this.#byKey.delete(name);
    }
  }
}

function nameOf(apiKey: string, key: string): string {
  return JSON.stringify([apiKey, key]);
}
