import { paint } from './paint.ts';

export function TestBanner({ words }: { words: string }) {
  const { className, style } = paint('skip');
  return (
    <p className={className} style={{ ...style, margin: '0 0 20px', padding: '8px 12px', border: '2px solid' }}>
      <b>{words}</b>
    </p>
  );
}
