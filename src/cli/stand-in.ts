import { createEmulator } from 'emulate';
import { z } from 'zod';

/** A mail as the stand-in keeps it. */
export type KeptMail = { id: string; to: string[] };

/** A Resend of our own on loopback: takes mail, keeps it in memory, delivers nothing. */
export type StandIn = { url: string; mails(): Promise<KeptMail[]>; close(): Promise<void> };

const keptSchema = z.object({ data: z.array(z.object({ id: z.string(), to: z.array(z.string()) })) });

export async function startStandIn(): Promise<StandIn> {
  const emulator = await createEmulator({ service: 'resend', port: 0 });
  return {
    url: emulator.url,
    async mails() {
      const answer = await fetch(`${emulator.url}/emails`, { headers: { authorization: 'Bearer re_local_stand_in' } });
      return keptSchema.parse(await answer.json()).data;
    },
    close: () => emulator.close(),
  };
}

/** How many mails each address got. */
export function mailsByAddress(mails: readonly KeptMail[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const address of mails.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}
