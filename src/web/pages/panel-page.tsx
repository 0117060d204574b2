import type { Panel } from '#catalog/reviewer.ts';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { formStamp } from './form-stamp.ts';

function Reviewers({ reviewers }: Panel) {
  return (
    <dl className="reviewers">
      {reviewers.map(({ slug, name, asks }) => (
        <div key={slug} id={slug}>
          <dt>{name}</dt>
          <dd>{asks}</dd>
        </div>
      ))}
    </dl>
  );
}

// The margins are those of src/verdict/call.ts; a test holds the two together.
function HowACallIsMade() {
  return (
    <section aria-labelledby="call">
      <h2 className="section" id="call">
        How a call is made
      </h2>
      <p>The first of these that has an answer makes the call, and every call says who made it.</p>
      <ol>
        <li>
          <b>The editor</b>, where one wrote a call of their own with a reason.
        </li>
        <li>
          <b>The panel</b>, when one tool is at least 15 percentage points ahead of the other.
        </li>
        <li>
          <b>The readers</b>, by the same margin, once each tool has 30 votes.
        </li>
        <li>
          <b>Nobody is ahead:</b> both, if most of each panel would ship them; otherwise neither.
        </li>
      </ol>
    </section>
  );
}

function TheFigures() {
  return (
    <section aria-labelledby="figures">
      <h2 className="section" id="figures">
        What the figures say
      </h2>
      <dl className="reviewers">
        <div>
          <dt>Panel</dt>
          <dd>The share of a tool’s reviewers who would ship it. Not every reviewer looks at every tool.</dd>
        </div>
        <div>
          <dt>Community</dt>
          <dd>The share of readers’ votes that say ship, with their number. Under five votes we show no share.</dd>
        </div>
        <div>
          <dt>Entry</dt>
          <dd>What it takes to begin, with the day somebody last looked the price up.</dd>
        </div>
      </dl>
    </section>
  );
}

/** How the panel works: its personas and their questions, its figures, and how a call is made. */
export function panelPage(app: App, panel: Panel): string {
  const canonical = `${app.config.publicUrl}/panel`;
  return renderPage({
    title: 'How the panel works',
    description: 'Who the reviewers are, the one question each of them asks of every tool, and how a call is made.',
    canonical,
    structuredData: {
      '@context': 'https://schema.org',
      '@type': 'AboutPage',
      name: 'How the panel works',
      url: canonical,
    },
    children: (
      <>
        <h1>How the panel works</h1>
        <p className="dek">{panel.method}</p>
        <section aria-labelledby="reviewers">
          <h2 className="section" id="reviewers">
            The reviewers and their questions
          </h2>
          <Reviewers {...panel} />
        </section>
        <HowACallIsMade />
        <TheFigures />
        <SignUpForm page="/panel" started={formStamp(app)} />
      </>
    ),
  });
}
