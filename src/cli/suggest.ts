import { readCatalog } from '#catalog/read-catalog.ts';
import { suggestPairings } from '#selection/suggest-pairings.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { configOrComplaint } from './with-app.ts';

export async function suggest(options: { json?: boolean }): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const { say, style, result } = openOutput(options);
  const { catalog } = await readCatalog(config.dataDir);
  const suggestions = suggestPairings(catalog);
  if (suggestions.length === 0) say('nothing to suggest: fewer than two tools are without a pairing');
  for (const { tools, points, reasons } of suggestions) {
    say(`${style('bold', tools.map(({ name }) => name).join(' vs '))}  ${points} points: ${reasons.join(', ')}`);
    say(style('dim', `   data/pairings/${tools.map(({ slug }) => slug).join('-vs-')}.json`));
  }
  result(suggestions.map(({ tools, points, reasons }) => ({ tools: tools.map(({ slug }) => slug), points, reasons })));
  return 0;
}
