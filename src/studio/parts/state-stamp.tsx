import type { Issue } from '#issue/issue.ts';

/** An issue's state as a word in a frame. */
export function StateStamp({ issue }: { issue: Issue }) {
  const paused = issue.state === 'sending' && issue.pausedBecause !== undefined;
  return <b className={`state ${issue.state}`}>{paused ? 'paused' : issue.state}</b>;
}
