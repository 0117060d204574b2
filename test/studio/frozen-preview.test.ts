import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANN, type AStudio, aStudio, FRIDAY } from './a-studio.ts';

let studio: AStudio;
beforeEach(async () => {
  studio = await aStudio({ readers: 3, now: FRIDAY });
});
afterEach(() => studio.end());

test('an issue that went out is shown as it was frozen, whatever the templates and settings say today', async () => {
  const { app } = studio;
  const week = app.thisWeek();
  await app.compose(week, { who: ANN, overEdits: false });
  expect(await app.approve(week, { editor: ANN })).toMatchObject({ kind: 'approved' });
  const provider = await app.provider();
  if (!provider) throw new Error('the fake is no provider');
  await app.send(week, provider, { report: () => undefined, stop: new AbortController().signal });
  app.mail.postalAddress = '2 Another Street, 54321 Elsewhere';
  const ann = await studio.signedIn(ANN);
  const shown = await (await ann.get(`/studio/issues/${week}/preview/saved/text`)).text();
  expect(shown).not.toContain('Another Street');
  expect(shown.replaceAll('/preview', '/TOKEN')).toBe(
    studio.fake.accepted[0]?.text?.replace(/(\/(?:vote\/[\w-]+|preferences|unsubscribe))\/[\w.-]+/g, '$1/TOKEN'),
  );
});
