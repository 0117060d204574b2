import type { Digest } from '../../emails/digest.ts';
import { sampleDigest } from '../../emails/sample-digest.ts';

/** The sample with a test banner and every text made unlike every other, so that finding one is never luck. */
export const numberedDigest: Digest = numbered({ ...sampleDigest, testBanner: 'Test mail, for the team only' });

function numbered<Value>(value: Value): Value {
  let count = 0;
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return withNumber(node, ++count);
    if (Array.isArray(node)) return node.map(walk);
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, key === 'stance' ? child : walk(child)]),
    );
  };
  return walk(value) as Value;
}

function withNumber(text: string, number: number): string {
  if (text.startsWith('https:')) return text.replace('?', `?n=${number}&`).replace(/^([^?]*)$/, `$1?n=${number}`);
  return text.startsWith('<p>') ? text.replace('</p>', ` #${number}</p>`) : `${text} #${number}`;
}
