import { Moment } from './moment.tsx';

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
