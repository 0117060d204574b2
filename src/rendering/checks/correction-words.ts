import { isDigest } from '#issue/issue-content.ts';
import type { Found, OpenedMail } from './mail-check.ts';

/** A correction says what was wrong and what is right. */
export function correctionWords({ content }: OpenedMail): Found[] {
  if (isDigest(content) || content.kind !== 'correction' || content.words.trim() !== '') return [];
  return [{ place: 'the correction', problem: 'says nothing', remedy: 'say what was wrong, and what is right' }];
}
