/**
 * Starts React Email's preview of emails/ on http://localhost:3001. Its app is 300 MB that nothing else needs, so it is
 * fetched into var/ when it is missing, in the one version that goes with ours. More words go to `email dev`: see --help.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { version }: { version: string } = JSON.parse(readFileSync(at('node_modules/react-email/package.json'), 'utf8'));
const folder = at(`var/email-preview/${version}`);

function fetchPreview(): void {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error('start it with "npm run email:dev"');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@react-email/ui@${version}`];
  execFileSync(process.execPath, [npm, ...words], { cwd: folder, stdio: 'inherit' });
}

if (!existsSync(join(folder, 'node_modules/@react-email/ui/package.json'))) fetchPreview();

const preload = new URL('listen-on-loopback.ts', import.meta.url).href;
const cli = at('node_modules/react-email/dist/cli/index.mjs');
const words = ['dev', '--dir', relative(folder, at('emails')), '--port', '3001', ...process.argv.slice(2)];
// With the flags it needs, it does not start itself a second time, and a signal reaches it.
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--import', preload];
const preview = spawn(process.execPath, [...flags, cli, ...words], {
  // The app is looked for where the preview runs.
  cwd: folder,
  // No setting of ours and no key that "email resend setup" may have stored for this user.
  env: {
    PATH: process.env.PATH,
    HOME: folder,
    NEXT_TELEMETRY_DISABLED: '1',
    FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
  },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => preview.kill(signal));
preview.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
