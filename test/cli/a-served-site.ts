import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Page, readPage } from '../studio/read-page.ts';
import { type LongRun, startRun } from './a-long-run.ts';

export type ServedSite = LongRun & {
  url: string;
  /** Goes in by the link in the log. */
  signIn(editor: string): Promise<void>;
  get(path: string, init?: RequestInit): Promise<Response>;
  open(path: string): Promise<Page>;
  /** Sends a form; says where it leads. */
  post(path: string, fields?: Record<string, string>): Promise<string>;
};

/** Runs a command of the program to its end. */
export async function runVerdicts(env: NodeJS.ProcessEnv, ...words: string[]) {
  const child = spawn(process.execPath, ['src/cli/verdicts.ts', ...words], { env, timeout: 30_000 });
  const out = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (data) => (out[stream] += data));
  const [code] = await once(child, 'close');
  return { code: code as number | null, ...out };
}

/** `verdicts serve` as a process of its own, and a browser before it. */
export async function serveSite(env: NodeJS.ProcessEnv): Promise<ServedSite> {
  const run = startRun('serve', env);
  const { logged } = run;
  const url = await logged(/the site is at (http:\/\/127\.0\.0\.1:\d+)/);
  let cookie = '';
  const get = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { ...init, headers: { cookie } });
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const headers = { cookie, origin: url };
    const body = new URLSearchParams(fields);
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();
  };
  return {
    ...run,
    url,
    get,
    post,
    async signIn(editor) {
      await post('/studio/sign-in', { email: editor, to: '/studio' });
      const link = await logged(new RegExp(`sign-in link for ${editor}: ${url}(/studio/sign-in/[^"\\s]+)`));
      if ((await post(link)) !== '303 /studio') throw new Error('the link in the log does not sign in');
    },
    open: async (path) => readPage(await (await get(path)).text()),
  };
}
