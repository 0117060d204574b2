/** What a reader agrees to; the version of these words is CONSENT_TEXT_VERSION in subscribers/sign-up-queries.ts. */
export function ConsentWords() {
  return (
    <p className="small">
      You agree to get this newsletter once a week. We ask you to confirm by mail first, and every issue has a link to
      leave. <a href="/privacy">What we store and why</a>.
    </p>
  );
}
