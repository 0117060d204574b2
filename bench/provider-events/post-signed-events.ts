import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export type Load = {
  url: string;
  secret: string;
  issue: number;
  readers: number;
  events: number;
  /** Events posted before the clock starts: a program that has just begun still loads and compiles. */
  warmUp: number;
  connections: number;
  mostMs: number;
};

export type Posted = {
  seconds: number;
  taken: number;
  others: number;
  p50Ms: number;
  p99Ms: number;
  longestMs: number;
};

const KINDS = ['email.sent', 'email.delivered', 'email.opened'];
/** Of one mail, these come so many mails apart. */
const APART = 500;

/** The body of an event, as long as Resend's are. */
function body({ issue, readers }: Load, index: number): string {
  const kind = index % KINDS.length;
  const reader = 1 + ((Math.floor(index / KINDS.length) + readers - kind * APART) % readers);
  const at = new Date().toISOString();
  const clicked = kind === 2 && index % 10 === 0;
  const agent = { ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)' };
  return JSON.stringify({
    type: clicked ? 'email.clicked' : KINDS[kind],
    created_at: at,
    data: {
      email_id: `mail-${issue}-${reader}`,
      created_at: at,
      from: 'Weekly AI Tool Verdicts <verdicts@verdicts.example>',
      to: [`reader${reader}@readers.example`],
      subject: 'Alpha or Beta?',
      tags: { issue: `2026-W${issue}`, delivery: `${issue}-${reader}` },
      headers: [
        { name: 'List-Unsubscribe', value: `<https://verdicts.example/unsubscribe/${'t'.repeat(48)}>` },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ],
      ...(clicked ? { click: { ...agent, link: 'https://verdicts.example/compare/7' } } : {}),
      ...(kind === 2 && !clicked ? { open: agent } : {}),
    },
  });
}

function signed(key: Buffer, text: string): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${text}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': seconds, 'svix-signature': `v1,${signature}` };
}

function post(url: string, agent: Agent, headers: Record<string, string>, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const call = request(url, { agent, method: 'POST', headers: { ...headers, ...length } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    call.once('error', reject).end(text);
  });
}

/** Posts events from one number to another over connections that stay open, each with the next one as soon as the last was answered. */
async function postSigned(load: Load, agent: Agent, from: number, to: number) {
  const key = Buffer.from(load.secret.replace('whsec_', ''), 'base64');
  const tookMs: number[] = [];
  let [next, others] = [from, 0];
  const began = performance.now();
  const connection = async () => {
    while (next < to && performance.now() - began < load.mostMs) {
      const text = body(load, next++);
      const headers = signed(key, text);
      const asked = performance.now();
      const status = await post(load.url, agent, headers, text).catch(() => 0);
      if (status !== 200) others += 1;
      tookMs.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  return { tookMs, others, seconds: (performance.now() - began) / 1000 };
}

async function postSignedEvents(load: Load): Promise<Posted> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  await postSigned(load, agent, 0, load.warmUp);
  const { tookMs, others, seconds } = await postSigned(load, agent, load.warmUp, load.warmUp + load.events);
  agent.destroy();
  tookMs.sort((one, other) => one - other);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0;
  return { seconds, taken: tookMs.length - others, others, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: at(1) };
}

process.once('message', async (load: Load) => {
  process.send?.(await postSignedEvents(load));
  process.disconnect?.();
});
