import type { App } from '../app.ts';
import type { Output } from './output.ts';

/** Whether `--by` names an editor; says who are when it does not. */
export function isEditor({ config: { editors } }: App, by: string, { note }: Output): boolean {
  if (editors.includes(by)) return true;
  note(`${by} is not in EDITORS (${editors.join(', ') || 'which is empty'})`);
  return false;
}
