import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { schedule } from '../../jobs/schedule.ts';
import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';
import { type EventKind, webhookEvent } from '../fakes/resend/webhook-event.ts';
import { type AStudio, aStudio } from './a-studio.ts';
import type { Client } from './client.ts';
import { filled, readPage } from './read-page.ts';

const SECRET = `whsec_${Buffer.from('the secret of this week').toString('base64')}`;

/** What a mail program tells beside the event itself. */
export type Told = { agent?: string; link?: string };

export type Week = AStudio & {
  /** Runs a job of the table of times as its slot would. */
  job(name: string): Promise<string | undefined>;
  /** Moves the clock to an instant of the week. */
  goTo(instant: string): void;
  /** Sends the mails that wait: to whom, under which subject. */
  mailed(): Promise<string[]>;
  mailOf(reader: number, name?: string): AcceptedMail;
  /** Posts Resend's event about a reader's mail to the site. */
  tell(reader: number, kind: EventKind, told?: Told): Promise<void>;
  /** Fills in an issue's desk; `press` is a button of its own with what the page has in it. */
  write(editor: Client, page: string, changes: Record<string, string>): Promise<string>;
  press(editor: Client, page: string, button: string): Promise<string>;
  /** The figures of a report by their names. */
  figures(editor: Client, page: string): Promise<Record<string, number>>;
};

/** The sample content, with the pairings of the week published on its Monday instead of on its days. */
async function contentOfMonday(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-whole-week-'));
  await cp('data', folder, { recursive: true });
  const pairings = join(folder, 'pairings');
  for (const file of await readdir(pairings)) {
    const text = await readFile(join(pairings, file), 'utf8');
    await writeFile(join(pairings, file), text.replace(/2026-11-(17|18|19|20)/, '2026-11-16'));
  }
  return folder;
}

const leadsTo = (answer: Response) => `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();

/** A newsroom on Monday morning: readers, editors, the schedule, and a Resend that tells what became of the mails. */
export async function aWeek(readers: number): Promise<Week> {
  const DATA_DIR = await contentOfMonday();
  const settings = { DATA_DIR, RESEND_WEBHOOK_SECRET: SECRET };
  const studio = await aStudio({ readers, settings, now: new Date('2026-11-16T09:00:00.000Z') });
  const { app, fake } = studio;
  const jobs = schedule(app, new AbortController().signal, (message) => studio.errors.push(new Error(message)));
  const sender = fake.events({ url: 'http://unused.test', secret: SECRET });
  const mailOf = (reader: number, name = '2026-W47') => {
    const mails = fake.mailsTo(`delivered+reader${reader}@resend.dev`);
    const mail = mails.find(({ tags }) => tags.some((tag) => tag.name === 'issue' && tag.value === name));
    if (!mail) throw new Error(`reader ${reader} got no mail of ${name}`);
    return mail;
  };
  return Object.assign(studio, {
    mailOf,
    async job(name: string) {
      const job = jobs.find((one) => one.name === name);
      if (!job) throw new Error(`no job is called ${name}`);
      return job.run(app.clock());
    },
    goTo: (instant: string) => studio.advance(Date.parse(instant) - app.clock().getTime()),
    async mailed() {
      const before = fake.accepted.length;
      await app.answerReaders(new AbortController().signal);
      return fake.accepted.slice(before).map(({ to, subject }) => `${to[0]}: ${subject}`);
    },
    async tell(reader: number, kind: EventKind, { agent = 'Mozilla/5.0', link }: Told = {}) {
      const mail = mailOf(reader);
      const event = webhookEvent(mail, kind, app.clock());
      const person = { ipAddress: '192.0.2.7', userAgent: agent };
      const data = { ...event.data, ...(link === undefined ? { open: person } : { click: { ...person, link } }) };
      const { headers, body } = sender.prepare({ mail, event: { ...event, data } });
      const answer = await studio.visitor().request('/webhooks/resend', { method: 'POST', headers, body });
      if (answer.status !== 200) throw new Error(`the event was answered with ${answer.status}`);
    },
    async write(editor: Client, page: string, changes: Record<string, string>) {
      const form = readPage(await editor.page(page)).form('#desk');
      return leadsTo(await editor.post(`${page}/save`, filled(form, changes)));
    },
    async press(editor: Client, page: string, button: string) {
      const fields = readPage(await editor.page(page)).form(`form[action="${page}/${button}"]`);
      return leadsTo(await editor.post(`${page}/${button}`, fields));
    },
    async figures(editor: Client, page: string) {
      const { document } = parseHTML(await editor.page(`${page}/report`));
      const links = [...document.querySelectorAll('td a:not([href$=".csv"])')];
      return Object.fromEntries(
        links.map((link) => [link.getAttribute('href')?.split('/report/')[1] ?? '', Number(link.textContent)]),
      );
    },
    async end() {
      await app.close();
      await fake.close();
      await rm(DATA_DIR, { recursive: true });
    },
  });
}
