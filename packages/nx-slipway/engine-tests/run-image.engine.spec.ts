import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunImageSchema } from '../src/executors/run-image/schema';
import { callBuilt } from '../test-support/call-built';
import { freePort } from '../test-support/free-port';
import {
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { rootFiles, serviceFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-run-${randomBytes(3).toString('hex')}`;
/** Ends with code 0 on SIGTERM, and at once where it is told to. */
const SCRIPT = [
  'import os, signal, sys',
  'signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
  'print("hello", os.environ.get("WHO"), flush=True)',
  'os.environ.get("ONCE") or signal.pause()',
].join('\n');

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...serviceFiles({ name: 'runner' }),
    'services/runner/Dockerfile': `FROM python:3.13-slim-trixie\nCMD ${JSON.stringify(['python', '-c', SCRIPT])}\n`,
  });
  expect((await workspace.build(['runner'])).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Runs the service's image in a process of its own, as `nx run-image runner` does. */
function runImage(options: RunImageSchema, abort = new AbortController().signal) {
  const context = { ...executorContext(workspace.root, NAMESPACE), projectName: 'runner' };
  return callBuilt(
    { path: 'executors/run-image/executor', name: 'default', args: [options, context] },
    { abort },
  );
}

/** Containers that run, were created or have stopped. */
async function leftContainers() {
  return (
    await call('docker', ['ps', '--all', '--format={{.Names}}', '--filter=name=^runner-'])
  ).trim();
}

/** Waits for up to 30 s until no container is left. */
async function noContainers(): Promise<string> {
  for (let tries = 0; tries < 120 && (await leftContainers()) !== ''; tries += 1) await pause(250);
  return leftContainers();
}

/** Waits until the container says something: before that its program has no ear for a signal. */
async function started(): Promise<void> {
  for (let tries = 0; tries < 120 && (await output()) === ''; tries += 1) await pause(250);
  expect(await containers()).not.toBe('');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs the service's image below a process of its own, as below Nx; both can be killed. */
function runBelow() {
  const context = { ...executorContext(workspace.root, NAMESPACE), projectName: 'runner' };
  const built = { path: 'executors/run-image/executor', name: 'default', args: [{}, context] };
  const script = join(__dirname, '../test-support/call-built.cjs');
  const pidFile = join(workspace.root, `pid-${randomBytes(3).toString('hex')}`);
  const program = `require('node:child_process').spawn(process.execPath, ${JSON.stringify([script, JSON.stringify(built)])}, { stdio: 'ignore' }); setInterval(() => {}, 1e6)`;
  const parent = spawn(process.execPath, ['-e', program], {
    env: { ...process.env, PID_FILE: pidFile },
    stdio: 'ignore',
  });
  return {
    parent: () => parent.pid ?? 0,
    executor: () => Number(readFileSync(pidFile, 'utf8')),
    end: () => parent.kill('SIGKILL'),
  };
}

async function containers() {
  return (await call('docker', ['ps', '--format={{.Names}}', '--filter=name=^runner-'])).trim();
}

/** What the container that runs has said so far; nothing where none runs. */
async function output(): Promise<string> {
  const name = await containers();
  return name === '' ? '' : call('docker', ['logs', name]);
}

test('a container that ends by itself is a success, and its name and output are shown', async () => {
  const { stdout } = await runImage({ env: { WHO: 'you', ONCE: 'yes' } });
  expect(stdout).toMatch(/^Container runner-\d+\nhello you\n\{"success":true\}$/);
});

test('one that fails is a failure', async () => {
  const { stdout } = await runImage({ command: ['python', '-c', 'raise SystemExit(3)'] });
  expect(stdout).toMatch(/^Container runner-\d+\n\{"success":false\}$/);
});

test('a shared library that the image lacks is named with its Debian package', async () => {
  const code = 'import ctypes; ctypes.CDLL("libpq.so.5")';
  const ended = await runImage({ command: ['python', '-c', code] });
  expect(ended.stderr).toContain(
    "the image has no libpq.so.5, which a package of it is linked to\n  Add its Debian package, libpq5 by Debian's naming (`apt-file search libpq.so.5` shows it): nx g nx-slipway:service runner --apt=libpq5",
  );
});

test('a port that is taken is named with the call that publishes another one, and nothing stays', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { stdout, stderr } = await runImage({ ports: [`127.0.0.1:${port}:8000`] });
  server.close();
  expect(stdout).toMatch(/^Container runner-\d+\n\{"success":false\}$/);
  expect(stderr).toContain(
    `port ${port} of 127.0.0.1 is already in use\n  Publish another one: nx `,
  );
  expect(await leftContainers()).toBe('');
});

test('the address is shown once the program listens, and not by a container that ends before', async () => {
  const port = await freePort();
  const server = (seconds: number) => [
    ...['python', '-uc'],
    `import http.server, time; print("starts"); time.sleep(2); s = http.server.HTTPServer(("", 8000), http.server.BaseHTTPRequestHandler); print("listens"); time.sleep(${seconds})`,
  ];
  const ports = [`127.0.0.1:${port}:8000`];
  const address = `Answers at http://127\\.0\\.0\\.1:${port}`;
  const { stdout } = await runImage({ ports, command: server(2) });
  expect(stdout).toMatch(
    new RegExp(`^Container runner-\\d+\nstarts\nlistens\n${address}\n\\{"success":true\\}$`),
  );
  const ended = await runImage({ ports, command: ['python', '-c', 'import time; time.sleep(2)'] });
  expect(ended.stdout).toMatch(/^Container runner-\d+\n\{"success":true\}$/);
});

test('a tag nobody has built is said so', async () => {
  const { stdout, stderr } = await runImage({ tag: `${NAMESPACE}/gone` });
  expect(stdout).toBe('{"success":false}');
  expect(stderr).toContain(`image ${NAMESPACE}/gone not found in the engine's store`);
});

test('Ctrl-C stops the container, which is a success and leaves nothing', async () => {
  const stop = new AbortController();
  const running = runImage({}, stop.signal);
  await started();
  const asked = Date.now();
  stop.abort();
  expect((await running).stdout).toMatch(/\nhello None\n\{"success":true\}$/);
  expect((Date.now() - asked) / 1000).toBeLessThan(8);
  expect(await leftContainers()).toBe('');
});

test.each([
  ['the executor is stopped', 'executor', 'SIGTERM'],
  ['the executor is killed', 'executor', 'SIGKILL'],
  ['its parent is killed', 'parent', 'SIGKILL'],
] as const)('no container is left where %s', async (_, who, signal) => {
  const below = runBelow();
  try {
    await started();
    process.kill(below[who](), signal);
    expect(await noContainers()).toBe('');
  } finally {
    below.end();
  }
});

// A container that is about to be created is not there to be stopped.
test.each([100, 300, 600, 900, 1300])(
  'no container is left where the executor is stopped %s ms after its start',
  async (milliseconds) => {
    const stop = new AbortController();
    // Before it has an ear for the signal the program is killed after this time.
    const running = runImage({ stopTimeout: 2 }, stop.signal);
    await pause(milliseconds);
    stop.abort();
    await running;
    await pause(1500);
    expect(await leftContainers()).toBe('');
  },
);
