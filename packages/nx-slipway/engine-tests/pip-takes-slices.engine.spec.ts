import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pip } from '../src/images/installers/pip';
import { textReader } from '../src/workspace/files/text-reader';
import { openRequirements } from '../src/workspace/locks/open-requirements';
import { call } from '../test-support/real-workspace';
import { libraryFiles, serviceFiles } from '../test-support/workspace-files';
import { workspaceOf } from '../test-support/workspace-of';
import { writeFiles } from '../test-support/write-files';

const root = mkdtempSync(join(tmpdir(), 'slipway-pip-'));
const FOLDER = 'services/api';
const python = join(root, 'tool/bin/python');

beforeAll(async () => {
  await call('uv', ['venv', '--quiet', '--seed', join(root, 'tool')]);
  const index = process.env.UV_DEFAULT_INDEX;
  if (!index) return;
  process.env.PIP_INDEX_URL = index;
  process.env.PIP_TRUSTED_HOST = new URL(index).hostname;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const spec = {
  name: 'api',
  installer: 'pip',
  libraries: ['a'],
  packages: ['anyio', 'six'],
} as const;
const base = {
  ...libraryFiles({ name: 'a', packages: ['zipp'], installer: 'pip' }),
  ...serviceFiles(spec),
};

describe('pip installs the same from a slice as from the files without their local lines', () => {
  test('as uv compiles them, with a group', async () => {
    const folder = await workspace({
      'services/api/requirements-worker.in': 'toolz\n',
    });
    await compile(folder, 'requirements-worker.txt', ['requirements-worker.in']);
    expect(readFileSync(join(folder, FOLDER, 'requirements.txt'), 'utf8')).toContain(
      '-e ../../libs/a\n',
    );
    expect(await both(folder, [])).toMatch(/^anyio==.*\nidna==.*\nsix==.*\nzipp==\S+$/s);
    expect(await both(folder, ['worker'])).toMatch(/^anyio==.*\ntoolz==.*\nzipp==\S+$/s);
  });

  test('with nested files, constraints and every spelling of a folder', async () => {
    const folder = await workspace({ 'services/api/base.in': 'toolz\n' });
    await compile(folder, 'base.txt', ['base.in']);
    const file = join(folder, FOLDER, 'requirements.txt');
    const text = readFileSync(file, 'utf8');
    const more = [
      '-r base.txt',
      '-c ../../constraints.txt',
      '  --editable=../../libs/a  # here',
      '../../libs/a ; python_version > "3"',
      'file:../../libs/a',
      'a @ file:../../libs/a',
      "six==1.0 ; python_version < '3'  --hash=sha256:00",
    ];
    writeFileSync(file, `${more.join('\n')}\n${text}`);
    writeFileSync(join(folder, 'constraints.txt'), 'toolz>=0.1\n');
    expect(await both(folder, [])).toMatch(/^anyio==.*\ntoolz==.*\nzipp==\S+$/s);
  });
});

/** What both ways install, in the manner of `pip freeze`; they must not differ. */
async function both(folder: string, groups: readonly string[]): Promise<string> {
  const selection = { package: 'api', extras: [], groups };
  const files: Record<string, string> = { ...base };
  const read = textReader(folder);
  const names = ['requirements.txt', 'requirements-worker.txt', 'base.txt'];
  for (const file of [...names.map((name) => `${FOLDER}/${name}`), 'constraints.txt']) {
    const text = read(file);
    if (text !== undefined) files[file] = text;
  }
  const model = workspaceOf(files);
  const project = model.python.get(FOLDER);
  if (!project) throw new Error('there is no project');
  const lock = openRequirements(project, { read, workspace: model });
  const slice = lock.slice(selection);
  expect([...lock.broken, ...lock.outdated, ...slice.problems]).toEqual([]);

  const sliced = mkdtempSync(join(root, 'slice-'));
  writeFiles(sliced, slice.files ?? {});
  const whole = mkdtempSync(join(root, 'whole-'));
  cpSync(folder, whole, { recursive: true });
  // The very step of the Dockerfile but for where it stands and installs to.
  const [, sed = '', install = ''] = pip.install(project, selection).command.split(' \\\n && ');
  const results: string[] = [];
  for (const place of [sliced, whole]) {
    const target = mkdtempSync(join(root, 'target-'));
    const command = install.replace(
      'pip --python /venv/bin/python install',
      '"$0" -m pip install --quiet --target "$1"',
    );
    const script = `${place === whole ? `${sed} && ` : ''}${command}`;
    await call('sh', ['-c', script, python, target], join(place, FOLDER));
    results.push(await call(python, ['-m', 'pip', 'freeze', '--path', target]));
  }
  expect(results[0]).toBe(results[1]);
  return results[0] ?? '';
}

/** The workspace on disk, with its requirements compiled. */
async function workspace(more: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(root, 'workspace-'));
  writeFiles(folder, { ...base, ...more });
  await compile(folder, 'requirements.txt', ['pyproject.toml']);
  return folder;
}

async function compile(folder: string, output: string, inputs: readonly string[]): Promise<void> {
  const options = ['--quiet', '--generate-hashes', `--output-file=${output}`];
  await call('uv', ['pip', 'compile', ...options, ...inputs], join(folder, FOLDER));
}
