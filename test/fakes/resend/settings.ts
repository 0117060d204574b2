import { randomUUID } from 'node:crypto';

export type SettingsInput = {
  /** The clock beneath the settable one; default: the machine's. */
  now?: () => Date;
  newId?: () => string;
  /** The only key that is let in; default: any. */
  apiKey?: string;
  /** A sending-only key: every read is refused with 401 restricted_api_key. */
  keyMaySendOnly?: boolean;
  /** Default: every domain is verified. */
  verifiedDomains?: readonly string[];
  /** Recipient domains that are refused; default: example.com and test.com. */
  placeholderDomains?: readonly string[];
  /** Requests per second; default 10. `off` also takes the ratelimit headers away. */
  rateLimit?: number | 'off';
  omitRetryAfter?: boolean;
  /** Whether a refused mail or batch stays refused under its key for 24 h; default true, the harder reading. */
  keepsRefusals?: boolean;
  /** False keeps only the sha256 of every body; default true, up to `keepBodiesUpToBytes` (64 KiB) each. */
  keepBodies?: boolean;
  keepBodiesUpToBytes?: number;
  /** Accepted mails are appended here before they are answered, and read back at the start. */
  recordFile?: string;
};

/** The same, complete. */
export type Settings = {
  now: () => Date;
  newId: () => string;
  apiKey: string | null;
  keyMaySendOnly: boolean;
  verifiedDomains: ReadonlySet<string> | null;
  placeholderDomains: ReadonlySet<string>;
  rateLimit: number | null;
  omitRetryAfter: boolean;
  keepsRefusals: boolean;
  keepBodiesUpToBytes: number;
  recordFile: string | null;
};

export function settingsOf(input: SettingsInput): Settings {
  const { rateLimit = 10, keepBodies = true, verifiedDomains } = input;
  return {
    now: input.now ?? (() => new Date()),
    newId: input.newId ?? randomUUID,
    apiKey: input.apiKey ?? null,
    keyMaySendOnly: input.keyMaySendOnly ?? false,
    verifiedDomains: verifiedDomains ? lowerCaseSet(verifiedDomains) : null,
    placeholderDomains: lowerCaseSet(input.placeholderDomains ?? ['example.com', 'test.com']),
    rateLimit: rateLimit === 'off' ? null : rateLimit,
    omitRetryAfter: input.omitRetryAfter ?? false,
    keepsRefusals: input.keepsRefusals ?? true,
    // An empty body is kept even when bodies are not wanted: there is nothing to save.
    keepBodiesUpToBytes: keepBodies ? (input.keepBodiesUpToBytes ?? 65_536) : 0,
    recordFile: input.recordFile ?? null,
  };
}

function lowerCaseSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}
