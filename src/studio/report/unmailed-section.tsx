import type { Unmailed } from '#delivery/report-queries.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { counted } from '../parts/counted.ts';
import { figureAddress } from './report-address.ts';

type UnmailedProps = { name: string; unmailed: Unmailed };

/** The one way to mail those who did not get an issue: nothing to choose, so nothing to choose wrongly. */
export function UnmailedSection({ name, unmailed: { rejected, neverTried, gone, unknown } }: UnmailedProps) {
  const count = rejected + neverTried - gone;
  if (rejected + neverTried + unknown === 0) return null;
  return (
    <section aria-labelledby="unmailed" className="block">
      <h2 id="unmailed">Who did not get it</h2>
      <ul>
        {rejected > 0 && (
          <li>
            <a href={figureAddress(name, 'rejected')}>{counted(rejected, 'reader')}</a>: Resend rejected the mail.
          </li>
        )}
        {neverTried > 0 && (
          <li>
            <a href={figureAddress(name, 'waiting')}>{counted(neverTried, 'reader')}</a>: never tried, as sending was
            stopped.
          </li>
        )}
        {gone > 0 && <li>{counted(gone, 'reader')} of these left meanwhile, or are suppressed: not mailed again.</li>}
        {unknown > 0 && (
          <li>
            <a href={figureAddress(name, 'unknown')}>{counted(unknown, 'reader')}</a>: nobody can tell, so not included
            until that is settled.
          </li>
        )}
      </ul>
      {count > 0 && (
        <>
          <p>
            {`This mails the same bytes to ${counted(count, 'reader')} and to nobody else: who got it is not mailed again, who is unknown is not included, and whoever leaves before it goes out is not mailed.`}
          </p>
          <ActionButton action={`${issueAddress(name)}/reopen`}>Send to those who did not get it</ActionButton>
        </>
      )}
    </section>
  );
}
