import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunImageSchema } from '../src/executors/run-image/schema';
import { callBuilt } from '../test-support/call-built';
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

async function containers() {
  return (await call('docker', ['ps', '--format={{.Names}}', '--filter=name=^runner-'])).trim();
}

/** What the container that runs has said so far; nothing where none runs. */
async function output(): Promise<string> {
  const name = await containers();
  return name === '' ? '' : call('docker', ['logs', name]);
}

test('a container that ends by itself is a success, and its output is shown', async () => {
  const { stdout } = await runImage({ env: { WHO: 'you', ONCE: 'yes' } });
  expect(stdout).toBe('hello you\n{"success":true}');
});

test('one that fails is a failure', async () => {
  const { stdout } = await runImage({ command: ['python', '-c', 'raise SystemExit(3)'] });
  expect(stdout).toBe('{"success":false}');
});

test('a tag nobody has built is said so', async () => {
  const { stdout, stderr } = await runImage({ tag: `${NAMESPACE}/gone` });
  expect(stdout).toBe('{"success":false}');
  expect(stderr).toContain(`image ${NAMESPACE}/gone not found in the engine's store`);
});

test('Ctrl-C stops the container, which is a success and leaves nothing', async () => {
  const stop = new AbortController();
  const running = runImage({}, stop.signal);
  // Before it says so, its program has no ear for a signal yet.
  for (let tries = 0; tries < 40 && (await output()) === ''; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  expect(await containers()).not.toBe('');
  const asked = Date.now();
  stop.abort();
  expect((await running).stdout).toBe('hello None\n{"success":true}');
  expect((Date.now() - asked) / 1000).toBeLessThan(8);
  expect(await containers()).toBe('');
});
