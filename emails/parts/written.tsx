import type { RichText } from '../digest.ts';

/** What an editor wrote: the one place where HTML comes in as it is, sanitised by the caller. */
export function Written({ html, laidOut = false }: Pick<RichText, 'html'> & { laidOut?: boolean | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: RichText is sanitised before it becomes a Digest
  return <div className={laidOut ? undefined : 'written'} dangerouslySetInnerHTML={{ __html: html }} />;
}
