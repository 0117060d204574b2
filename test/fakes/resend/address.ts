const BARE =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;
const NAMED = /^(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|[^<>",;:@\\\r\n]*)\s*<([^<>\s]+)>$/;

/** The bare address in `a@b.c` or `Name <a@b.c>`; undefined when it is neither, or not ASCII, or too long. */
export function bareAddress(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const address = NAMED.exec(text)?.[1] ?? text;
  const fits = address.length <= 254 && address.indexOf('@') <= 64;
  return fits && BARE.test(address) ? address : undefined;
}

/** Addresses are told apart without regard to case, as mail boxes do in practice. */
export function sameAddressKey(text: string): string {
  return (bareAddress(text) ?? text).toLowerCase();
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
