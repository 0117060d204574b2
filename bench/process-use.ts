/** What a process used from its start to its end. */
export type ProcessUse = { processorSeconds: number; peakMegabytes: number };

type Use = { maxRSS: number; userCPUTime: number; systemCPUTime: number };

/** Has a process say on stderr what it used when it ends by itself; its threads, which end sooner, say nothing. */
export const TELLS_USE = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    'import { isMainThread } from "node:worker_threads"; if (isMainThread) process.on("exit", () => console.error("\\nused " + JSON.stringify(process.resourceUsage())))',
  )}`,
] as const;

export function processUse(complaints: string): ProcessUse {
  const used = /^used (.*)$/m.exec(complaints)?.[1];
  if (used === undefined) throw new Error(`a measured process did not end by itself: ${complaints}`);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(used) as Use;
  return { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
}
