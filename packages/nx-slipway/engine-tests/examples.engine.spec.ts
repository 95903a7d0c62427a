import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { answersHttp, answersInTime } from '../test-support/answers-in-time';
import { copyExample } from '../test-support/example-workspace';
import { buildIn, call, recordsOf, removeImages } from '../test-support/real-workspace';

const NAMESPACE = `slipway-examples-${randomBytes(3).toString('hex')}`;
const namespaces: string[] = [];
const containers: string[] = [];

afterAll(async () => {
  if (containers.length > 0) await call('docker', ['rm', '--force', ...containers]);
  for (const namespace of namespaces) {
    await removeImages(namespace);
    rmSync(recordsOf(namespace), { recursive: true, force: true });
  }
});

/** Builds all images of an example; returns what stands before their names. */
async function build(name: string): Promise<string> {
  const namespace = `${NAMESPACE}-${name}`;
  namespaces.push(namespace);
  const { root, projects, dispose } = await copyExample(name, namespace);
  const { failed, invocations } = await buildIn(root, namespace, projects);
  dispose();
  expect(failed).toEqual({});
  expect(invocations).toBe(1);
  return namespace;
}

/** Starts a container, which is removed in the end. */
async function start(image: string): Promise<string> {
  const args = ['run', '--detach', '--publish=127.0.0.1::8000', image];
  const id = (await call('docker', args)).trim();
  containers.push(id);
  return id;
}

/** What a server in a container answers. */
async function answer(image: string, path = '/'): Promise<string> {
  const address = (await call('docker', ['port', await start(image), '8000'])).trim();
  const url = `http://${address}`;
  expect(await answersInTime(() => answersHttp(url))).toBe(true);
  return await (await fetch(`${url}${path}`)).text();
}

function packages(image: string): Promise<string> {
  const script =
    'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))';
  return call('docker', ['run', '--rm', image, 'python', '-c', script]);
}

test('two-roles: the server answers, the worker waits for messages, each with its own packages', async () => {
  const namespace = await build('two-roles');
  expect(await answer(`${namespace}/shop`, '/greetings/Ada')).toBe('{"message":"Hello, Ada!"}');
  const worker = await start(`${namespace}/shop-dramatiq`);
  // Dramatiq says so on stderr.
  const log = () => call('bash', ['-c', `docker logs ${worker} 2>&1`]);
  expect(await answersInTime(async () => /ready for action/.test(await log()))).toBe(true);
  expect(await packages(`${namespace}/shop`)).not.toContain('dramatiq');
  expect(await packages(`${namespace}/shop-dramatiq`)).not.toContain('fastapi');
});

test('poetry: the server answers with its extra, its group and its library', async () => {
  const namespace = await build('poetry');
  expect(await answer(`${namespace}/mail`, '/greetings/Ada')).toBe('{"message":"Hello, Ada!"}');
  const found = (await packages(`${namespace}/mail`)).trim().split(' ');
  expect(found).toEqual(expect.arrayContaining(['greetings', 'httptools', 'prometheus_client']));
  expect(found).not.toContain('iniconfig');
});

test('hand-written: the server answers, and the second image has the files of the first', async () => {
  const namespace = await build('hand-written');
  expect(await answer(`${namespace}/kiosk`)).toBe('open');
  const image = `${namespace}/kiosk-cleanup`;
  expect(await call('docker', ['run', '--rm', image])).toBe('cleaned up');
  expect(await call('docker', ['run', '--rm', image, 'ls', '/app'])).toBe('cleanup.py\nkiosk.py');
});
