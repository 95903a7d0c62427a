import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOnlyOptions } from '../tools/demo/containers/read-only-options.ts';
import { type Ended, runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { showServices } from '../tools/demo/containers/show-services.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { readResults } from './read-results.ts';
import { makeTwoStacks, type TwoStacks } from './two-stacks.ts';

const namespace = 'slipway-e2e-upgrade';
const file = 'images/python/Dockerfile';
const to = 'python:3.13-slim-trixie';
const command = ['g', 'nx-slipway:upgrade-base', 'python', `--to=${to}`];

let stacks: TwoStacks;

beforeAll(async () => {
  stacks = await makeTwoStacks(namespace);
}, 600_000);

afterAll(() => stacks?.dispose());

function nx(...args: readonly string[]): Promise<Ended> {
  return runToEnd(stacks.scene, 'nx', args);
}

function git(...args: readonly string[]): Promise<string> {
  return runQuiet(stacks.scene, 'git', args);
}

function read(path: string): Promise<string> {
  return readFile(join(stacks.scene.folder, path), 'utf8');
}

/** What an image runs on, as its own container tells. */
function platformOf(image: string): Promise<string> {
  return runQuiet(stacks.scene, 'docker', [
    ...['run', '--rm', ...readOnlyOptions, `${namespace}/${image}`],
    ...['sh', '-c', 'python --version; . /etc/os-release; echo "$VERSION_CODENAME"'],
  ]);
}

function idOf(image: string): Promise<string> {
  return runQuiet(stacks.scene, 'docker', [
    'image',
    'inspect',
    '--format={{.Id}}',
    `${namespace}/${image}`,
  ]);
}

const services = [{ name: 'api' }, { name: 'worker', actors: 'worker.actors' }];
const untouched = ['billing', 'other-base', 'other-base-builder'];

test('a service that does not meet the new Python is named, and nothing is written', async () => {
  const pyproject = 'services/worker/pyproject.toml';
  const before = await read(pyproject);
  const narrow = before.replace(/requires-python = ".*"/, 'requires-python = ">=3.11,<3.13"');
  await writeFile(join(stacks.scene.folder, pyproject), narrow);
  await commitAll(stacks.scene, 'A service that stays below Python 3.13');

  const { exitCode, output } = await nx(...command);

  expect(exitCode).toBe(1);
  expect(output).toMatch(
    /services\/worker\/pyproject\.toml:\d+:\d+: requires-python is `>=3\.11,<3\.13`, which Python 3\.13 does not meet; used by worker\n/,
  );
  expect(output).not.toContain('used by api');
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(await git('status', '--porcelain')).toBe('');
  await git('reset', '--quiet', '--hard', 'HEAD~1');
});

test('an image that no registry has is refused', async () => {
  const { exitCode, output } = await nx(
    'g',
    'nx-slipway:upgrade-base',
    'python',
    '--to=python:3.99-none',
  );

  expect(exitCode).toBe(1);
  expect(output).toContain('image python:3.99-none not found');
  expect(await git('status', '--porcelain')).toBe('');
});

test('--dry-run shows the plan, digest included, and writes nothing', async () => {
  const { exitCode, output } = await nx(...command, '--dry-run');

  expect(exitCode).toBe(0);
  expect(output).toContain('python: Python 3.11 -> 3.13, Debian bookworm -> trixie');
  expect(output).toMatch(/^ {4}to {3}python:3\.13-slim-trixie@sha256:[0-9a-f]{64}$/m);
  expect(output).toContain(`UPDATE ${file}`);
  expect(await git('status', '--porcelain')).toBe('');
});

/** Loading several images at once may race in the engine's store; the next call finds them cached. */
const onRace = { retry: 2 };

test(
  'bookworm with 3.11 becomes trixie with 3.13 by one line, and everything answers again',
  onRace,
  async () => {
    await git('reset', '--quiet', '--hard', await git('rev-list', '--max-parents=0', 'HEAD'));
    const { scene } = stacks;
    await nx('run-many', '-t', 'build-image');
    expect(await platformOf('api')).toMatch(/^Python 3\.11\.\d+\nbookworm$/);
    await showServices(scene, { prefix: namespace, namespace, services });
    const before = await read(file);
    const ids = await Promise.all(untouched.map(idOf));

    expect(await nx(...command)).toMatchObject({ exitCode: 0 });

    expect(await git('status', '--porcelain')).toBe(` M ${file}`);
    const [, from = '', digest = ''] =
      /^-FROM (\S+) AS base\n\+FROM python:3\.13-slim-trixie@(sha256:[0-9a-f]{64}) AS base$/m.exec(
        await git('diff'),
      ) ?? [];
    expect(await read(file)).toBe(before.replace(from, `${to}@${digest}`));

    await commitAll(scene, 'Python 3.13');
    const { exitCode, output } = await nx('affected', '-t', 'build-image', '--base=HEAD~1');
    expect(output).toContain('Successfully ran target build-image');
    expect(exitCode).toBe(0);
    expect(Object.keys(readResults(output).stepsRun)).toEqual([
      ...['api', 'python-base', 'python-base-builder', 'worker'],
    ]);

    for (const image of ['api', 'worker', 'python-base']) {
      expect(await platformOf(image)).toMatch(/^Python 3\.13\.\d+\ntrixie$/);
    }
    const [api, worker] = await showServices(scene, { prefix: namespace, namespace, services });
    expect(JSON.parse(api?.said ?? '')).toEqual({ message: 'Hello, Ada!' });
    expect(worker?.said).toContain('Hello, Grace!');
    expect(await Promise.all(untouched.map(idOf))).toEqual(ids);
    expect(await platformOf('billing')).toMatch(/^Python 3\.11\.\d+\nbookworm$/);

    const again = await nx(...command);
    expect(again.output).toContain('already: nothing to do.');
    expect(await git('status', '--porcelain')).toBe('');
  },
);
