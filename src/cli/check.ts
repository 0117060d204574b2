import type { IsoWeek } from '#calendar/iso-week.ts';
import { formatFault } from '#catalog/fault.ts';
import { readCatalog } from '#catalog/read-catalog.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { configOrComplaint } from './with-app.ts';

type Options = { issue?: IsoWeek | true; json?: boolean };

/** `data/`, or with --issue the mail of an issue in the store. */
export async function check({ issue, json }: Options): Promise<ExitCode> {
  if (issue === undefined) return checkData({ json });
  const { checkIssue } = await import('./check-issue.ts');
  return checkIssue({ week: issue === true ? undefined : issue, json });
}

async function checkData(options: { json: boolean | undefined }): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const { say, result, style } = openOutput(options);
  const { catalog, faults } = await readCatalog(config.dataDir);
  for (const fault of faults) say(formatFault(fault));
  const reviews = [...catalog.reviews.values()].flat().length;
  const sound = `${catalog.tools.size} tools, ${reviews} reviews, ${catalog.pairings.length} pairings`;
  say(
    faults.length === 0
      ? style('green', `${sound}: no fault`)
      : style('red', `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; sound are ${sound}`),
  );
  result({ faults, tools: catalog.tools.size, reviews, pairings: catalog.pairings.length });
  return faults.length === 0 ? 0 : 2;
}
