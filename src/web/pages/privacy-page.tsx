import type { ReactNode } from 'react';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';

type Stored = { what: string; why: string; howLong: string };

const stored: Stored[] = [
  {
    what: 'Your e-mail address, and your name if you gave it',
    why: 'To send you the newsletter',
    howLong: 'Until you ask us to erase it',
  },
  {
    what: 'When and on which page you signed up, what the form said, your browser’s name, and a keyed hash of your IP address',
    why: 'To show that it was you who asked, and to keep robots out',
    howLong: 'As long as your address',
  },
  {
    what: 'The categories you chose, and a pause if you set one',
    why: 'To put what interests you first in your mail, and to send none while you pause',
    howLong: 'As long as your address',
  },
  {
    what: 'Which issues were sent to you, and whether they arrived, bounced or were reported as unwanted',
    why: 'So that nobody gets an issue twice, and nobody is mailed who should not be',
    howLong: 'As long as your address',
  },
  {
    what: 'Your votes',
    why: 'To count each reader once',
    howLong: 'As long as your address; a vote you never confirmed, a week',
  },
];

function StoredTable() {
  return (
    <table className="stored">
      <caption className="unseen">What we store, why, and how long</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">How long</th>
        </tr>
      </thead>
      <tbody>
        {stored.map(({ what, why, howLong }) => (
          <tr key={what}>
            <td>{what}</td>
            <td>{why}</td>
            <td>{howLong}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="section">{heading}</h2>
      {children}
    </section>
  );
}

function Promises({ postalAddress }: { postalAddress: string }) {
  return (
    <>
      <Part heading="Who else sees it">
        <p>
          Resend, the service that delivers our mail, gets your address and the mails we send you. Nobody else does: no
          advertisers, no analytics, no other third party. We sell nothing about you.
        </p>
      </Part>
      <Part heading="Reading this site">
        <p>
          These pages set no cookie, load nothing from other sites and work without scripts. Nobody follows you around
          here.
        </p>
      </Part>
      <Part heading="How to leave">
        <p>
          Every issue ends with a link that unsubscribes you at once, and your mail program’s own unsubscribe button
          works too. We keep your address after that, marked as gone, so that no import brings you back.
        </p>
        <p>
          To be erased altogether, or to ask what we hold, reply to any issue or write to us. After an erasure only a
          keyed hash of your address remains, which says nothing about you but keeps it off the list.
        </p>
        <p>{postalAddress}</p>
      </Part>
    </>
  );
}

/** What is stored about readers, why, how long, and how to leave. */
export function privacyPage(app: App): string {
  const canonical = `${app.config.publicUrl}/privacy`;
  return renderPage({
    title: 'Privacy',
    description: 'What we store about readers, why, how long, who else sees it, and how to leave.',
    canonical,
    structuredData: { '@context': 'https://schema.org', '@type': 'WebPage', name: 'Privacy', url: canonical },
    children: (
      <>
        <h1>Privacy</h1>
        <p className="dek">We run a mailing list. This is all we keep for it.</p>
        <Part heading="What we store">
          <StoredTable />
        </Part>
        <Promises postalAddress={app.mail.postalAddress} />
      </>
    ),
  });
}
