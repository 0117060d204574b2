/** What an editor reads after something was done, by the word that the address carries. */
const DONE_WORDS: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  'saved-void': 'Saved. The approval was for other bytes and is void: approve it again.',
  unchanged: 'Nothing was different: nothing was saved.',
  approved: 'Approved.',
  withdrawn: 'The approval is withdrawn; the issue is a draft again.',
  held: 'Held: nothing goes out until it is released and approved.',
  released: 'Released: it is a draft again.',
  skipped: 'Skipped: nobody is mailed this week. Composing it brings the week back.',
  composed: 'Composed from the data as it is now. What was there before is in the history.',
  restored: 'The older version is back, as a new one on top.',
  tested: 'The test is on its way, marked [Test]. Its reader links act for nobody.',
  paused: 'Paused: calls in flight are finished, no new one begins.',
  resumed: 'Going on.',
  stopped: 'Stopped: who was not mailed yet stays unmailed until somebody says otherwise.',
  settled: 'Settled as you said; the history names you.',
  'asked-all': 'Resend’s list has every one of them: they count as accepted now.',
  'asked-some':
    'Resend’s list has some of them, which count as accepted now. It was read to its end and lacks the others.',
  'asked-none': 'Resend’s list was read to its end and has none of them.',
  'asked-sends-only': 'The API key may only send, so Resend’s list cannot be read with it: nothing has changed.',
  'asked-forgotten': 'Resend’s list does not reach back to that time any more: it cannot tell.',
  'asked-no-answer': 'Resend’s list could not be read. Ask again in a while: asking sends nothing.',
  'asked-stopped':
    'Resend’s list is too long for a page to wait for. It is read by itself within the hour, or by “verdicts settle”.',
  'asked-no-provider': 'RESEND_API_KEY is not set: there is no list to ask.',
  reopened: 'Those who did not get it are being mailed.',
};

export function doneWords(done: string | undefined): string | undefined {
  return done === undefined || !Object.hasOwn(DONE_WORDS, done) ? undefined : DONE_WORDS[done];
}
