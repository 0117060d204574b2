import type { Finding } from '#rendering/checks/finding.ts';

function placeOf({ field, pairing }: Finding): string | undefined {
  if (pairing !== undefined) return `#pairing-${pairing}`;
  return field === undefined ? undefined : `#field-${field}`;
}

/** What is wrong with the mail; the errors first, each with the way to where it is mended. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <p className="all-well">No finding.</p>;
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const { check, level, place, problem, remedy } = finding;
        const target = placeOf(finding);
        return (
          <li key={`${check} ${place} ${problem}`} className={level}>
            <b>{level === 'error' ? 'Error' : 'Warning'}</b> {check}:{' '}
            {target ? <a href={target}>{place}</a> : <span className="place">{place}</span>} {problem}
            <span className="remedy">{remedy}</span>
          </li>
        );
      })}
    </ul>
  );
}
