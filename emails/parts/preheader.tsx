// Fills the preview line, so that mailboxes do not pull the masthead in behind the preheader.
const filler = '\u034F\u00A0'.repeat(60);

export function Preheader({ text }: { text: string }) {
  return <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{`${text} ${filler}`}</div>;
}
