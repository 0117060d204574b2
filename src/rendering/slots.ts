/** What differs from reader to reader, and how its place is written in a template. Upper case, so that no client or minifier touches it. */
const SLOT = /%%([A-Z_]+)%%/g;

export const slotNames = ['READER_TOKEN'] as const;
export type SlotName = (typeof slotNames)[number];
export type SlotValues = Record<SlotName, string>;

/** The place of a slot in a template. */
export function slot(name: SlotName): string {
  return `%%${name}%%`;
}

/** A template cut at its slots once, so that filling it for a reader only joins strings. */
export type CompiledTemplate<Name extends string = SlotName> = { literals: readonly string[]; slots: readonly Name[] };

/** Slots in a template that nobody fills. */
export function unknownSlots(template: string, known: readonly string[] = slotNames): string[] {
  const names = [...template.matchAll(SLOT)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !known.includes(name)))];
}

/** Cuts a template at its slots; throws on a slot that nobody fills, which the checks report before anything is sent. */
export function compileTemplate(template: string): CompiledTemplate;
export function compileTemplate<Name extends string>(template: string, known: readonly Name[]): CompiledTemplate<Name>;
export function compileTemplate(template: string, known: readonly string[] = slotNames): CompiledTemplate<string> {
  const unknown = unknownSlots(template, known);
  if (unknown.length > 0) throw new Error(`slots left over: ${unknown.join(', ')} -- invariant`);
  const pieces = template.split(SLOT);
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    slots: pieces.filter((_, index) => index % 2 === 1),
  };
}

export function fillTemplate({ literals, slots }: CompiledTemplate, values: SlotValues): string {
  let filled = literals[0] ?? '';
  for (const [index, name] of slots.entries()) filled += values[name] + (literals[index + 1] ?? '');
  return filled;
}
