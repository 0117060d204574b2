import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { emailIdOf } from './sent-issues.ts';
import { svixId } from './svix-id.ts';

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
  const reader = 1 + ((Math.floor(index / KINDS.length) + (KINDS.length - 1 - kind) * APART) % readers);
  const at = new Date().toISOString();
  const clicked = kind === 2 && index % 10 === 0;
  const agent = { ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)' };
  return JSON.stringify({
    type: clicked ? 'email.clicked' : KINDS[kind],
    created_at: at,
    data: {
      email_id: emailIdOf(issue, reader),
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

/** A whole request as it goes over the socket: built beforehand, so that what is measured has the machine to itself. */
function signedRequest(load: Load, key: Buffer, index: number): Buffer {
  const text = body(load, index);
  const id = svixId(load.issue, index);
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${text}`).digest('base64');
  const { host, pathname } = new URL(load.url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'user-agent: Svix-Webhooks/1.0',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    `svix-id: ${id}`,
    `svix-timestamp: ${seconds}`,
    `svix-signature: v1,${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}

/** The status of an answer that is there to its end; undefined until then. */
function statusOf(answer: string): number | undefined {
  const headEnd = answer.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(answer)?.[1];
  if (headEnd === -1 || length === undefined || answer.length < headEnd + 4 + Number(length)) return undefined;
  return Number(answer.slice(9, 12));
}

function answerOn(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const finish = (settle: () => void) => {
      socket.off('data', read).off('close', broken);
      settle();
    };
    const read = (part: Buffer) => {
      answer += part.toString('latin1');
      const status = statusOf(answer);
      if (status !== undefined) finish(() => resolve(status));
    };
    const broken = () => finish(() => reject(new Error('the connection was closed before an answer')));
    socket.on('data', read).on('close', broken);
  });
}

/** Posts requests over connections that stay open, each with the next one as soon as the last was answered. */
async function postAll(sockets: readonly Socket[], requests: readonly Buffer[], mostMs: number) {
  const tookMs: number[] = [];
  const left = requests.values();
  let others = 0;
  const began = performance.now();
  const post = async (socket: Socket) => {
    for (const request of left) {
      const asked = performance.now();
      if (asked - began > mostMs) return;
      const answered = answerOn(socket);
      socket.write(request);
      if ((await answered) !== 200) others += 1;
      tookMs.push(performance.now() - asked);
    }
  };
  await Promise.all(sockets.map(post));
  return { tookMs, others, seconds: (performance.now() - began) / 1000 };
}

async function openSockets({ url, connections }: Load): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: connections }, () =>
    connect({ host: hostname, port: Number(port), noDelay: true }),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

async function postSignedEvents(load: Load): Promise<Posted> {
  const key = Buffer.from(load.secret.replace('whsec_', ''), 'base64');
  const requests = Array.from({ length: load.warmUp + load.events }, (_, index) => signedRequest(load, key, index));
  const sockets = await openSockets(load);
  await postAll(sockets, requests.slice(0, load.warmUp), load.mostMs);
  const { tookMs, others, seconds } = await postAll(sockets, requests.slice(load.warmUp), load.mostMs);
  for (const socket of sockets) socket.destroy();
  tookMs.sort((one, other) => one - other);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0;
  return { seconds, taken: tookMs.length - others, others, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: at(1) };
}

process.once('message', async (load: Load) => {
  process.send?.(await postSignedEvents(load));
  process.disconnect?.();
});
