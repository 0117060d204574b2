import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';

/**
 * The form as another site carries it. No stamp can be pasted, so our answer shows the form once more, filled in; pressing
 * that is the one extra step. Without styles and scripts, which the other site’s policy might refuse.
 */
function formToPaste(publicUrl: string): string {
  return `<form method="post" action="${publicUrl}/subscribe">
  <h2>Weekly AI Tool Verdicts</h2>
  <p>
    <label>Your e-mail address
      <input type="email" name="email" autocomplete="email" required>
    </label>
  </p>
  <p hidden>
    <label>Leave this empty
      <input type="text" name="website" tabindex="-1">
    </label>
  </p>
  <input type="hidden" name="page" value="https://your-site.example/">
  <p>
    You agree to get this newsletter once a week. You are asked to
    confirm by mail first, and every issue has a link to leave.
    <a href="${publicUrl}/privacy">What is stored and why</a>.
  </p>
  <button type="submit">Send me the verdicts</button>
</form>`;
}

function Steps() {
  return (
    <ol>
      <li>
        Have your site named: its origin, such as <code>https://your-site.example</code>, must stand in the setting{' '}
        <code>FORM_ORIGINS</code> of this newsletter. Forms from anywhere else are refused.
      </li>
      <li>
        Paste the form, and put the address of your page in place of <code>https://your-site.example/</code>. It is kept
        with the reader’s consent.
      </li>
      <li>
        Who sends it lands here, presses once more, and gets a mail to confirm. No script and no cookie is needed.
      </li>
    </ol>
  );
}

/** The sign-up form for other sites, to copy and paste. */
export function embedPage({ config: { publicUrl } }: App): string {
  const canonical = `${publicUrl}/embed`;
  return renderPage({
    title: 'The sign-up on your site',
    description: 'The form of Weekly AI Tool Verdicts to copy and paste into a page of your own.',
    canonical,
    structuredData: {
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      name: 'The sign-up on your site',
      url: canonical,
    },
    children: (
      <>
        <h1>The sign-up on your site</h1>
        <p className="dek">Your readers may like the verdicts. This form takes them onto the list.</p>
        <Steps />
        <pre className="to-paste">
          <code>{formToPaste(publicUrl)}</code>
        </pre>
      </>
    ),
  });
}
