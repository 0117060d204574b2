/// <reference lib="dom" />
import type { Page } from 'playwright-core';

type Box = { left: number; top: number; right: number; bottom: number };

export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The boxes of each element, in document order. */
export function boxes(page: Page, selector: string): Promise<Box[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
}

export type SeenText = { text: string; fontSize: number; color: string; background: string };

/** Every piece of text that is painted, with the size, ink and ground it is painted in. */
export function seenTexts(page: Page): Promise<SeenText[]> {
  return page.evaluate(() => {
    const groundOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : backgroundColor;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen: SeenText[] = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? '';
      if (!element?.checkVisibility() || text === '') continue;
      const { fontSize, color } = getComputedStyle(element);
      seen.push({ text, fontSize: Number.parseFloat(fontSize), color, background: groundOf(element) });
    }
    return seen;
  });
}

/** `rgb(27, 27, 31)` as `#1b1b1f` */
export function asHex(rgb: string): string {
  const channels = rgb.match(/\d+/g)?.slice(0, 3) ?? [];
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
}
