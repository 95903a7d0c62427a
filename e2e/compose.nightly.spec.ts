import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../packages/nx-slipway/test-support/free-port.ts';
import { askHttp } from '../tools/demo/containers/ask-http.ts';
import { waitUntil } from '../tools/demo/containers/wait-until.ts';
import { buildRedis } from '../tools/demo/containers/with-redis.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene as workspace } from './scene.ts';

const scene = {
  ...workspace,
  env: { ...workspace.env, COMPOSE_PROJECT_NAME: `${namespace}-compose` },
};
const HTTP = ['api', 'mail', 'shop'];
const WORKERS = { 'shop-dramatiq': 'shop.actors', worker: 'worker.actors' };
const LIBRARY = 'libs/greetings/src/greetings/__init__.py';
/** Ports of this machine by service; a restarted container keeps its own. */
const ports = new Map<string, number>();

beforeAll(async () => {
  expect(await nx(['g', 'nx-slipway:compose'])).toMatchObject({ exitCode: 0 });
  const redis = await buildRedis(scene);
  for (const name of HTTP) ports.set(name, await freePort());
  const published = HTTP.map(
    (name) => `  ${name}: { ports: !override ["127.0.0.1:${ports.get(name)}:8000"] }\n`,
  );
  // Ports of this machine may be taken, and not every machine can pull the image of Redis.
  const override = `services:\n  redis: { image: ${redis} }\n${published.join('')}`;
  await writeFile(join(scene.folder, 'compose.override.yaml'), override);
});

afterAll(async () => {
  await compose('down', '--volumes', '--timeout=3');
  await restore();
});

function compose(...args: readonly string[]): Promise<string> {
  return runQuiet(scene, 'docker', ['compose', ...args]);
}

/** Milliseconds until every service answers with a word. */
async function untilAllSay(word: string): Promise<number> {
  const start = Date.now();
  for (const service of HTTP) {
    await waitUntil(scene, `${service} says ${word}`, async () => {
      const answer = await askHttp(scene, `http://127.0.0.1:${ports.get(service)}/greetings/Ada`);
      return answer.includes(word) ? true : undefined;
    });
  }
  return Date.now() - start;
}

test('the commands of the docs bring up all services, and a saved change is answered', async () => {
  const services = (await compose('config', '--services')).split('\n').sort();
  expect(services).toEqual([...HTTP, ...Object.keys(WORKERS), 'redis'].sort());
  expect(await nx(['run-many', '-t', 'build-image'])).toMatchObject({ exitCode: 0 });

  const up = spawn('docker', ['compose', 'up', '--watch'], {
    cwd: scene.folder,
    env: { ...process.env, ...scene.env },
  });
  const ended = once(up, 'exit');
  let output = '';
  for (const stream of [up.stdout, up.stderr]) stream.on('data', (data) => (output += data));
  try {
    await untilAllSay('Hello, Ada!');
    await waitUntil(scene, 'watch', async () => output.includes('Watch enabled') || undefined);

    await edit(LIBRARY, (text) => text.replace('Hello', 'Goodbye'));

    console.log(
      `all services answered a changed library after ${await untilAllSay('Goodbye, Ada!')} ms`,
    );
    for (const [index, [worker, actors]] of Object.entries(WORKERS).entries()) {
      const send = `from ${actors} import greet; greet.send("Grace")`;
      // The change restarts the workers as well, and nothing runs in a container meanwhile.
      await waitUntil(scene, worker, () => compose('exec', '-T', worker, 'python', '-c', send));
      await waitUntil(scene, `${worker} works the message off`, async () => {
        // Both have one queue of one Redis, and either may take the message.
        const log = await compose('logs', ...Object.keys(WORKERS));
        return (log.match(/Goodbye, Grace!/g)?.length ?? 0) > index ? true : undefined;
      });
    }
  } finally {
    up.kill('SIGINT');
    await ended;
  }
  expect(output).not.toMatch(/exited with code [1-9]/);
});
