import { expect, it } from 'vitest';
import { clicksByLink } from '#delivery/click-queries.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { aStore } from '../builders/store-builders.ts';

const LINK = 'https://verdicts.example/compare/alpha-vs-beta';
const PANEL = 'https://verdicts.example/panel';

const click = (link: string, machine?: string) => ({
  type: 'email.clicked',
  minute: 20,
  link,
  ...(machine ? { machine } : {}),
});

it('Clicks are counted by readers, one each however often, and by machines only where no person clicked the link too', async () => {
  const store = await aStore();
  const id = await aMailedIssue(store, {
    fates: [
      { told: [click(LINK), click(LINK), click(LINK, 'scanner')] },
      { told: [click(LINK, 'scanner'), click(PANEL, 'scanner')] },
      { told: [click(LINK), click(PANEL)] },
    ],
  });
  expect(await clicksByLink(store, id)).toEqual([
    { link: LINK, readers: 2, machinesOnly: 1 },
    { link: PANEL, readers: 1, machinesOnly: 1 },
  ]);
  await store.destroy();
});
