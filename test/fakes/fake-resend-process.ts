/** Runs the fake Resend by itself; prints one JSON line with its URL when it is ready, ends on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import { startFakeResend } from './fake-resend.ts';
import { faultsSchema } from './resend/control-routes.ts';
import { startOptions } from './resend/start-options.ts';

// Asked before anybody can know of this process and kill the parent.
const parent = process.ppid;
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    record: { type: 'string' },
    faults: { type: 'string', default: '[]' },
    now: { type: 'string' },
    'rate-limit': { type: 'string', default: '10' },
    'api-key': { type: 'string' },
    'verified-domains': { type: 'string' },
    'placeholder-domains': { type: 'string' },
    'no-bodies': { type: 'boolean', default: false },
  },
});

const fake = await startFakeResend({ ...startOptions(values), faults: faultsSchema.parse(JSON.parse(values.faults)) });
if (values.now !== undefined) fake.setNow(new Date(values.now));
const stop = () => fake.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

// npx dies of a SIGTERM without passing it on; without this the fake would run for ever.
if (process.env.npm_command) setInterval(() => process.ppid !== parent && stop(), 100).unref();

console.log(JSON.stringify({ url: fake.url, pid: process.pid }));
