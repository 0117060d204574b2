import type { LayoutFault } from '#rendering/special/layout-fault.ts';

/** What is wrong with a layout, by line. */
export function FaultsList({ faults }: { faults: readonly LayoutFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul className="findings">
      {faults.map(({ line, column, problem, remedy }) => (
        <li key={`${line}:${column} ${problem}`} className="error">
          <b>{`Line ${line}`}</b> {problem}
          <span className="remedy">{remedy}</span>
        </li>
      ))}
    </ul>
  );
}
