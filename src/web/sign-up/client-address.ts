import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Context } from 'hono';

/** The peer as @hono/node-server hands it on. */
type NodeBindings = { incoming?: { socket?: { remoteAddress?: string } } };

/** One household has one IPv6 network of 64 bits, and all the addresses in it. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  const full = [...groups, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${full.slice(0, 4).join(':')}::/64`;
}

/**
 * Who is asking. Each trusted proxy adds the address it was asked from at the end of X-Forwarded-For; what stands before
 * those is the asker's own invention.
 */
export function clientAddress(context: Context, trustedProxies: number): string {
  const peer = (context.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? 'unknown';
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const claimed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return networkOf(claimed || peer);
}

/** What is kept of an address: enough to count by, not to read back. */
export function clientHash(secret: string, address: string): string {
  return createHmac('sha256', secret).update(`client-1:${address}`).digest('hex');
}
