import { setTimeout as sleep } from 'node:timers/promises';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { recordRehearsal } from '#store/rehearsal-queries.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

/** A run in which mail goes into a stand-in on this machine. */
export type Rehearsal = { config: Config; standIn: StandIn };

export const REHEARSAL_WORDS =
  'This is a rehearsal: without RESEND_API_KEY every mail goes into a stand-in on this machine, and nothing leaves it.';

const LOOK_EVERY_MS = 1000;
const EDITOR = 'editor@example.org';

/** Whether the settings can reach nobody, so that a stand-in may take Resend's place. */
export function isRehearsal({ resend: { apiKey, baseUrl } }: Config): boolean {
  return apiKey === undefined && baseUrl === 'https://api.resend.com';
}

/** The settings with a stand-in for Resend, and with an editor where none is set. */
export async function startRehearsal(config: Config): Promise<Rehearsal> {
  const standIn = await startStandIn();
  const editors = config.editors.length > 0 ? config.editors : [EDITOR];
  return { standIn, config: { ...config, editors, resend: { ...config.resend, baseUrl: standIn.url } } };
}

/** Tells the program of each mail that the stand-in took, as Resend's webhook would, until `stop` is signalled. */
export async function reportDeliveries(app: App, standIn: StandIn, stop: AbortSignal): Promise<void> {
  await recordRehearsal(app.store, app.clock());
  const told = new Set<string>();
  while (!stop.aborted) {
    const mails = await standIn.mails();
    for (const { id, to } of mails.filter((mail) => !told.has(mail.id))) {
      const created_at = app.clock().toISOString();
      const body = JSON.stringify({ type: 'email.delivered', created_at, data: { email_id: id, to } });
      await receiveEvent(app.store, `rehearsal-${id}`, body, app.clock());
      told.add(id);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
