/** Repeats a percentage that stands beside it as text, so it is hidden from screen readers. */
export function ShareBar({ percent }: { percent: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="track" width="100" height="8" />
      <rect className="filled" width={percent} height="8" />
    </svg>
  );
}
