import { createEmulator } from 'emulate';
import { z } from 'zod';

/** A Resend of our own on loopback: takes mail, keeps it in memory, delivers nothing. */
export type StandIn = {
  url: string;
  /** How many mails each address got. */
  mailsByAddress(): Promise<Map<string, number>>;
  close(): Promise<void>;
};

const keptSchema = z.object({ data: z.array(z.object({ to: z.array(z.string()) })) });

export async function startStandIn(): Promise<StandIn> {
  const emulator = await createEmulator({ service: 'resend', port: 0 });
  return {
    url: emulator.url,
    async mailsByAddress() {
      const answer = await fetch(`${emulator.url}/emails`, { headers: { authorization: 'Bearer re_local_stand_in' } });
      const { data } = keptSchema.parse(await answer.json());
      const counts = new Map<string, number>();
      for (const address of data.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1);
      return counts;
    },
    close: () => emulator.close(),
  };
}
