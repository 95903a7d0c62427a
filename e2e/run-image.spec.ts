import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { freePort } from '../packages/nx-slipway/test-support/free-port.ts';
import { askHttp } from '../tools/demo/containers/ask-http.ts';
import { waitUntil } from '../tools/demo/containers/wait-until.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { namespace } from './namespace.ts';
import { scene } from './scene.ts';

test.each([
  ['SIGTERM', 'alone'],
  ['SIGINT', 'alone'],
  ['SIGKILL', 'alone'],
  ['SIGINT', 'with its group'],
] as const)(
  'nx run-image answers until Nx gets %s %s, and leaves no container',
  async (signal, whom) => {
    const port = await freePort();
    const task = spawn('nx', ['run-image', 'api', `--ports=127.0.0.1:${port}:8000`], {
      cwd: scene.folder,
      env: { ...process.env, ...scene.env },
      stdio: 'ignore',
      detached: true,
    });
    try {
      const health = await askHttp(scene, `http://127.0.0.1:${port}/health`);
      expect(JSON.parse(health)).toEqual({ status: 'ok' });
      expect(await runningContainers()).toHaveLength(1);

      process.kill(whom === 'alone' ? (task.pid ?? 0) : -(task.pid ?? 0), signal);
      await once(task, 'exit');

      expect(await waitUntil(scene, 'the end', noContainers, 15)).toEqual([]);
    } finally {
      if (task.exitCode === null && task.signalCode === null) {
        process.kill(-(task.pid ?? 0), 'SIGKILL');
      }
    }
  },
);

async function runningContainers(): Promise<readonly string[]> {
  const list = await runQuiet(scene, 'docker', [
    ...['ps', '--all', '--quiet', `--filter=ancestor=${namespace}/api`],
  ]);
  return list.split('\n').filter((id) => id !== '');
}

async function noContainers(): Promise<readonly string[] | undefined> {
  const containers = await runningContainers();
  return containers.length === 0 ? containers : undefined;
}
