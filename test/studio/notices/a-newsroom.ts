import type { Issue } from '#issue/issue.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { tellEditors } from '../../../src/studio/notices/tell-editors.ts';
import { byTest } from '../../builders/issue-builders.ts';
import { type AStudio, aStudio } from '../a-studio.ts';

export type Newsroom = AStudio & {
  /** Puts an issue into the database as it is. */
  put(issue: Issue): Promise<void>;
  tell(): Promise<string | undefined>;
  /** Sends the mails that wait, and says to whom and under which subject. */
  mailed(): Promise<{ to: string | undefined; subject: string; text: string }[]>;
};

/** Editors, a fake Resend, and the job that tells editors what issues need. */
export async function aNewsroom(options: Parameters<typeof aStudio>[0] = {}): Promise<Newsroom> {
  const studio = await aStudio(options);
  return Object.assign(studio, {
    put: async (issue: Issue) => {
      if (!(await insertIssue(studio.app.store, issue, byTest))) throw new Error(`${issue.name} is there already`);
    },
    tell: () => tellEditors(studio.app),
    async mailed() {
      const before = studio.fake.accepted.length;
      await studio.app.answerReaders(new AbortController().signal);
      return studio.fake.accepted
        .slice(before)
        .map(({ to, subject, text }) => ({ to: to[0], subject, text: text ?? '' }));
    },
  });
}
