import type { Entry, Tool } from '#catalog/tool.ts';

type Priced = Pick<Tool, 'name' | 'entry'>;

const MODEL_WORDS: Record<Entry['model'], string> = {
  free: 'Free',
  freemium: 'Free to start',
  paid: 'Paid',
  contact: 'On request',
};

/** The entry price in a few words: `Free`, `Paid, from $20/mo`. */
export function entryWords({ model, price }: Entry): string {
  return price === undefined ? MODEL_WORDS[model] : `${MODEL_WORDS[model]}, ${price}`;
}

function opensForNothing({ model }: Entry): boolean {
  return model === 'free' || model === 'freemium';
}

function costs({ name, entry }: Priced): string {
  const price = entry.price === undefined ? '' : ` (${entry.price})`;
  switch (entry.model) {
    case 'free':
      return `${name} costs nothing`;
    case 'freemium':
      return `${name} is free to start${price}`;
    case 'paid':
      return `${name} is paid from the first day${price}`;
    case 'contact':
      return `${name} names its price on request`;
  }
}

/** One sentence on what it takes to begin with either tool. */
export function pricingRead(a: Priced, b: Priced): string {
  if (a.entry.model === 'free' && b.entry.model === 'free') return `Both cost nothing, so price decides nothing here.`;
  if (a.entry.model === b.entry.model && a.entry.price === b.entry.price) {
    const terms = { free: '', freemium: 'free to start', paid: 'paid from the first day', contact: 'sold on request' }[
      a.entry.model
    ];
    return `Both are ${terms}${a.entry.price === undefined ? '' : ` (${a.entry.price})`}, so price decides nothing here.`;
  }
  const joint = opensForNothing(a.entry) === opensForNothing(b.entry) ? 'and' : 'while';
  return `${costs(a)}, ${joint} ${costs(b)}.`;
}
