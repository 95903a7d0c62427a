import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext, logger } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PROOF_TAGS, upgradeProver } from '../src/build/proof/upgrade-prover';
import upgradeBaseGenerator from '../src/generators/upgrade-base/generator';
import type { UpgradeBaseSchema } from '../src/generators/upgrade-base/schema';
import { upgradeJournalPlace } from '../src/generators/upgrade-base/upgrade-journal';
import { runCommand } from '../src/process/run-command';
import { forgetFiles } from '../src/workspace/nx/forget-files';
import { folderBytes } from '../test-support/folder-bytes';
import {
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
  recordsOf,
  SECRETS,
} from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-verify-${randomBytes(3).toString('hex')}`;
const OLD_PYTHON = 'import sys\n\n\ndef test_worker():\n    assert sys.version_info < (3, 12)\n';

/** Answers on PORT. */
const SERVER = [
  'import os',
  'from http.server import BaseHTTPRequestHandler, HTTPServer',
  '',
  'def main() -> None:',
  '    HTTPServer(("", int(os.environ["PORT"])), BaseHTTPRequestHandler).serve_forever()',
  '',
].join('\n');

let workspace: RealWorkspace;
const printed: string[] = [];

beforeAll(async () => {
  const api = serviceFiles({ name: 'api', code: SERVER }, NAMESPACE);
  const dockerfile = api['services/api/Dockerfile'] ?? '';
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles('[dependency-groups]\ndev = ["pytest"]\n'),
    'nx.json': `${JSON.stringify({ plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }] })}\n`,
    ...stackFiles(NAMESPACE, { python: '3.11', suite: 'bookworm' }),
    ...api,
    'services/api/Dockerfile': dockerfile.replace('CMD', 'ENV PORT=8000\nEXPOSE 8000\nCMD'),
    ...serviceFiles({ name: 'worker', packages: ['six'] }, NAMESPACE),
    'services/worker/tests/test_worker.py': OLD_PYTHON,
  });
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void printed.push(String(text)));
  }
  const { failed } = await workspace.build(['python', 'api', 'worker']);
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** What Nx knows of the workspace: the targets that the plugin would infer. */
function executor(): ExecutorContext {
  const context = executorContext(workspace.root, NAMESPACE);
  const { projects } = context.projectsConfigurations;
  for (const [name, project] of Object.entries(projects)) {
    const command = ['uv', 'run', '--package', name, 'pytest'];
    const test = { executor: 'nx-slipway:run-in-dev', options: { command } };
    const build = { executor: 'nx-slipway:build-image', options: { secrets: SECRETS } };
    project.targets = { 'build-image': build, ...(name === 'worker' && { test }) };
  }
  return context;
}

async function upgrade(options: UpgradeBaseSchema): Promise<string> {
  printed.splice(0);
  const services = ['api', 'worker'];
  const stacks = [options.stack ?? 'python'];
  const { CI: _, GITHUB_OUTPUT: __, ...environment } = process.env;
  const prover = upgradeProver(
    {
      stacks,
      services: options.stack === 'python' ? services : ['worker'],
      buildTarget: 'build-image',
    },
    {
      readExecutor: async () => executor(),
      outside: {
        ...{ run: runCommand, abort: new AbortController().signal, environment },
        recordsFolder: recordsOf(NAMESPACE),
        print: () => {},
        wait: async () => {},
      },
      caller: { user: undefined, hasColors: false },
    },
  );
  // Each call of the generator is a process of its own.
  forgetFiles();
  const tree = new FsTree(workspace.root, false);
  const all = { python: '3.13', suite: 'trixie', pin: false, verify: true, ...options };
  const outside = { fetchPage: fetch, index: process.env.UV_DEFAULT_INDEX ?? '', prover };
  const callback = await upgradeBaseGenerator(tree, all, runCommand, outside);
  await callback();
  return printed.join('\n');
}

/** Files that belong to the workspace, and not to tools. */
function files(): Readonly<Record<string, string>> {
  const all = Object.entries(folderBytes(workspace.root));
  return Object.fromEntries(all.filter(([path]) => !/^\.nx|egg-info|__pycache__/.test(path)));
}

async function pythonOf(name: string): Promise<string> {
  const print = 'import platform; print(platform.python_version()[:4])';
  const args = ['run', '--rm', '--entrypoint=python', `${NAMESPACE}/${name}`, '-c', print];
  return (await call('docker', args)).trim();
}

async function proofImages(): Promise<string> {
  const references = Object.values(PROOF_TAGS).map(
    (tag) => `--filter=reference=${NAMESPACE}/*:${tag}`,
  );
  return await call('docker', ['image', 'ls', '--quiet', ...references]);
}

test('where the tests of a service fail on the new Python, every file and every image is as before', async () => {
  const before = files();
  await expect(upgrade({ stack: 'python' })).rejects.toThrow(
    'the upgrade of python failed for worker, and every file is as before',
  );
  expect(files()).toEqual(before);
  expect(existsSync(upgradeJournalPlace(workspace.root).file)).toBe(false);
  expect([await pythonOf('api'), await pythonOf('worker')]).toEqual(['3.11', '3.11']);
  expect(await proofImages()).toBe('');
  const text = printed.join('\n');
  expect(text).toMatch(/^api +\S+\/api +passed +built +- +port 8000 +all found +\S+ MB -> /m);
  expect(text).toMatch(
    /^worker +\S+\/worker +failed +built +FAILED: 1 failed +imports +all found/m,
  );
  expect(text).toMatch(/^worker, tests: failed \(1 failed\)\n[\s\S]*assert sys\.version_info/m);
  expect(text).toMatch(/all: Python 3\.11\.\d+ -> 3\.13\.\d+/);
});

test('the others are upgraded where that is allowed, and the service follows once its tests pass', async () => {
  const text = await upgrade({ stack: 'python', allowPartial: true });
  expect(text).toContain('worker stays on python:3.11-slim-bookworm, in the new stack python-old');
  const read = (file: string) => readFileSync(join(workspace.root, file), 'utf8');
  expect(read('images/python/Dockerfile')).toContain('FROM python:3.13-slim-trixie AS base');
  expect(read('images/python-old/Dockerfile')).toContain('FROM python:3.11-slim-bookworm AS base');
  const { failed } = await workspace.build(['python', 'python-old', 'api', 'worker'], {
    reuse: true,
  });
  expect(failed).toEqual({});
  expect([await pythonOf('api'), await pythonOf('worker')]).toEqual(['3.13', '3.11']);

  workspace.write({
    'services/worker/tests/test_worker.py': OLD_PYTHON.replace('< (3, 12)', '>= (3, 11)'),
  });
  const green = await upgrade({ stack: 'python-old' });
  expect(green).toMatch(/^worker +\S+\/worker +passed +built +1 passed +imports +all found/m);
  expect(read('images/python-old/Dockerfile')).toContain('FROM python:3.13-slim-trixie AS base');
  expect(await pythonOf('worker')).toBe('3.13');
  expect(await proofImages()).toBe('');
});
