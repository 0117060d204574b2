import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const ALARM = JSON.stringify(new URL('./hang-alarm.ts', import.meta.url).href);

function run(work: string) {
  const script = `import { hangAlarm } from ${ALARM}; const alarm = hangAlarm(300); ${work}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });
}

test('A turn that never ends is named, and ended with the process', () => {
  const { signal, stderr } = run("alarm.begin('--only settings --seed 7'); for (;;);");
  expect([signal, stderr]).toEqual(['SIGKILL', expect.stringContaining('--only settings --seed 7')]);
});

test('Turns that end keep it quiet, and the process ends by itself', () => {
  const turns = `for (let turn = 0; turn < 5; turn += 1) {
    alarm.begin('x');
    await new Promise((done) => setTimeout(done, 20));
  }
  await alarm.stop();`;
  expect(run(turns)).toMatchObject({ status: 0, stderr: '' });
});
