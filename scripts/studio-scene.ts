import { randomBytes } from 'node:crypto';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { type App, openApp } from '../src/app.ts';
import { seedSampleReaders } from '../src/cli/sample-readers.ts';
import { startStandIn } from '../src/cli/stand-in.ts';
import { readConfig } from '../src/config.ts';
import { keepLink, openSession } from '../src/studio/sign-in/editor-token-queries.ts';

export const EDITOR = 'editor@example.org';

/** The sample content with the sample readers, a stand-in for Resend, and an editor who is signed in. */
export async function studioScene(): Promise<{
  app: App;
  session: string;
  sendWeek(): Promise<void>;
  close(): Promise<void>;
}> {
  const standIn = await startStandIn();
  const { config, problems } = readConfig({
    DATABASE_URL: ':memory:',
    NOW: '2026-11-20T12:00:00Z',
    SEND_CRON: '0 9 * * 0',
    EDITORS: EDITOR,
    RESEND_BASE_URL: standIn.url,
  });
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config);
  await seedSampleReaders(app);
  await app.compose(app.thisWeek(), { who: EDITOR, overEdits: false });
  const [link, session] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  await keepLink(app.store, link, EDITOR, app.clock());
  await openSession(app.store, link, session, app.clock());
  return {
    app,
    session,
    /** Approves and sends the week, and lets every mail but a few arrive. */
    async sendWeek() {
      const provider = await app.provider();
      if (!provider) throw new Error('the stand-in is no provider -- invariant');
      await app.approve(app.thisWeek(), { editor: EDITOR });
      await app.send(app.thisWeek(), provider, { report: () => undefined, stop: new AbortController().signal });
      for (const [place, { id, to }] of (await standIn.mails()).entries()) {
        const type = place % 60 === 7 ? 'email.bounced' : 'email.delivered';
        const bounce = { type: 'Permanent', message: 'no such mailbox' };
        const body = { type, created_at: app.clock().toISOString(), data: { email_id: id, to, bounce } };
        await receiveEvent(app.store, `scene-${id}`, JSON.stringify(body), app.clock());
      }
      if ((await findIssue(app.store, app.thisWeek()))?.state !== 'sent') throw new Error('the week was not sent');
    },
    async close() {
      await app.close();
      await standIn.close();
    },
  };
}
