/// <reference lib="dom" />
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe found wrong, and every text whose contrast it could not tell. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(async (only) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const options: axe.RunOptions = { resultTypes: ['violations', 'incomplete'] };
    return inPage.run(document, only ? { ...options, runOnly: only } : options);
  }, rules);
  return [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')].flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}
