/** One mail as it came over the wire: nothing is known about it yet. */
export type WireMail = Readonly<Record<string, unknown>>;

export type Tag = { name: string; value: string };

/** A string or an array of strings is what every recipient field may be. */
export function listIn(mail: WireMail, field: string): unknown[] {
  const value = mail[field];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function textIn(mail: WireMail, field: string): string | null {
  const value = mail[field];
  return typeof value === 'string' ? value : null;
}

export function isObject(value: unknown): value is WireMail {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
