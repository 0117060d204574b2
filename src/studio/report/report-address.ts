import type { FigureName } from '#delivery/figure-queries.ts';
import { issueAddress } from '../issue/issue-address.ts';

export function reportAddress(name: string): string {
  return `${issueAddress(name)}/report`;
}

/** The names behind a figure. */
export function figureAddress(name: string, figure: FigureName): string {
  return `${reportAddress(name)}/${figure}`;
}

export function figureCsvAddress(name: string, figure: FigureName): string {
  return `${figureAddress(name, figure)}.csv`;
}
