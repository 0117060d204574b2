import type { Call } from '#verdict/call.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { callOf } from './comparison-list.tsx';

const CALLED_BY: Record<Call['by'], string> = {
  editor: 'The editor’s call',
  panel: 'The panel’s call',
  community: 'The readers’ call',
};

/** Which one to ship with, and why; its heading says who decided. */
export function CallBox({ verdict }: { verdict: Verdict }) {
  return (
    <section className="call-box" aria-labelledby="call">
      <h2 className="kicker" id="call">
        {CALLED_BY[verdict.call.by]}
      </h2>
      <p className="call">{callOf(verdict)}</p>
      <p className="small">
        <a href="/panel#call">How a call is made</a>
      </p>
    </section>
  );
}
