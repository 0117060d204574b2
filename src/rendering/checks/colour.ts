/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

const NAMED: Record<string, Colour> = { white: [255, 255, 255], black: [0, 0, 0] };

/**
 * A colour as mail writes it: hex, rgb() or one of the two names everybody uses. Undefined for anything else, half
 * transparent ones included: what they look like depends on what lies below.
 */
export function parseColour(text: string): Colour | undefined {
  const name = text.trim().toLowerCase();
  const short = /^#([\da-f])([\da-f])([\da-f])$/
    .exec(name)
    ?.slice(1)
    .map((digit) => digit + digit);
  const long = short ?? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(name)?.slice(1);
  const [red, green, blue] =
    long?.map((digits) => Number.parseInt(digits, 16)) ??
    /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+1(?:\.0+)?)?\s*\)$/.exec(name)?.slice(1).map(Number) ??
    NAMED[name] ??
    [];
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

export function hexOf(colour: Colour): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/** WCAG 2 contrast, 1 to 21. */
export function contrastRatio(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
