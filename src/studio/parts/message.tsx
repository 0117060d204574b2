import type { ReactNode } from 'react';

/** What just happened, or why it did not. */
export function Message({ kind, children }: { kind: 'done' | 'problem'; children: ReactNode }) {
  return (
    <div className={`message ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
