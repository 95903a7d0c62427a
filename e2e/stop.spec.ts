import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { ISOLATED } from './e2e-env.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

/** Command lines of this machine's processes that say something. */
async function commandsWith(word: string): Promise<readonly string[]> {
  return (await runQuiet(scene, 'ps', ['-Ao', 'args']))
    .split('\n')
    .filter((line) => line.includes(word));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(100);
}

test('Ctrl-C twice in the terminal of Nx ends all that it has started, and the next run builds', async () => {
  const temporary = await mkdtemp(join(dirname(scene.folder), 'stopped-'));
  const step = `sleep 60 && echo ${randomBytes(4).toString('hex')}`;
  await edit('services/api/Dockerfile', (text) => `${text}RUN ${step}\n`);
  // A terminal has a process group for what runs in it, and sends Ctrl-C to all of that.
  const running = spawn('nx', ['build-image', 'api'], {
    cwd: scene.folder,
    env: { ...process.env, ...scene.env, ...ISOLATED, TMPDIR: temporary },
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(running, 'exit');
  await until(async () => (await commandsWith(`${temporary}/nx-slipway-`)).length > 0);
  // The step that does not end is the last one.
  await setTimeout(3000);

  const asked = Date.now();
  for (const wait of [20, 0]) {
    process.kill(-(running.pid ?? 0), 'SIGINT');
    await setTimeout(wait);
  }
  const [exitCode] = await ended;
  expect(exitCode).not.toBe(0);
  await until(async () => (await commandsWith(temporary)).length === 0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect((await readdir(temporary)).filter((name) => name.startsWith('nx-slipway-'))).toEqual([]);

  await edit('services/api/Dockerfile', (text) => text.replace('sleep 60', 'true'));
  const { output } = await nx(['build-image', 'api']);
  expect(output).toMatch(new RegExp(`^api +${namespace}/api`, 'm'));
});
