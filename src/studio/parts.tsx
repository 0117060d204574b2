import type { ReactNode } from 'react';
import { clockWords } from '#calendar/clock-words.ts';
import type { Issue } from '#issue/issue.ts';

/** An issue's state as a word in a frame. */
export function StateStamp({ issue }: { issue: Issue }) {
  const paused = issue.state === 'sending' && issue.pausedBecause !== undefined;
  return <b className={`state ${issue.state}`}>{paused ? 'paused' : issue.state}</b>;
}

/** A time in the newsletter's zone; a script adds the editor's own. */
export function Moment({ at, timeZone }: { at: Date | string; timeZone: string }) {
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} data-moment={timeZone}>
      {clockWords(instant, timeZone)}
    </time>
  );
}

type SendsAtProps = { at: Date | undefined; timeZone: string; now: Date };

/** When something goes out; that its time has passed, or that nobody has said one yet. */
export function SendsAt({ at, timeZone, now }: SendsAtProps) {
  if (!at) return 'as soon as somebody sends it';
  if (at <= now)
    return (
      <>
        when somebody sends it or gives it another time: its own, <Moment at={at} timeZone={timeZone} />, has passed;
      </>
    );
  return (
    <>
      on <Moment at={at} timeZone={timeZone} />
    </>
  );
}

/** A form that is one button. */
export function ActionButton({ action, fields = {}, className, children }: ActionButtonProps) {
  return (
    <form method="post" action={action} className="action">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  );
}

type ActionButtonProps = {
  action: string;
  fields?: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
};

/** What just happened, or why it did not. */
export function Message({ kind, children }: { kind: 'done' | 'problem'; children: ReactNode }) {
  return (
    <div className={`message ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** `1 reader`, `260 readers` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
