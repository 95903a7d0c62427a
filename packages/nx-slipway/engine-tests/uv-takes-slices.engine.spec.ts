import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Selection } from '../src/python/pyproject/selection';
import { lockWithoutShared } from '../src/python/uv/lock-without-shared';
import { reduceRootPyproject } from '../src/python/uv/reduce-root-pyproject';
import { sliceUvLock } from '../src/python/uv/slice-uv-lock';
import { uvLockChoices } from '../src/python/uv/uv-lock-choices';
import { uvLockClosure } from '../src/python/uv/uv-lock-closure';
import { uvLockConditions } from '../src/python/uv/uv-lock-conditions';
import { uvLockPackages } from '../src/python/uv/uv-lock-packages';
import { isLocalProject } from '../src/python/uv/uv-lock-source';
import { parseTomlText } from '../src/workspace/files/read-toml';
import { textReader } from '../src/workspace/files/text-reader';
import { readUvLock } from '../src/workspace/locks/read-uv-lock';
import { UV_BUILD, UV_SLICE_CASES } from '../test-support/uv-slice-cases';
import { writeFiles } from '../test-support/write-files';

const run = promisify(execFile);
const hasUv = spawnSync('uv', ['--version']).status === 0;
if (!hasUv) console.warn('SKIPPED: uv is not on PATH, so no slice was given to it');

const root = mkdtempSync(join(tmpdir(), 'slipway-uv-'));
const wheels = join(root, 'wheels');
let server: Server;
let environment: NodeJS.ProcessEnv;

/** Third-party packages: name and version, with what they need. */
const thirdParty: readonly (readonly [string, string, string])[] = [
  [
    'web',
    '1.0',
    'dependencies = ["base"]\noptional-dependencies = { fast = ["speed"], slow = ["snail"] }',
  ],
  ['base', '1.0', ''],
  ['base', '2.0', ''],
  ['pick', '1.0', ''],
  ['pick', '2.0', ''],
  ['speed', '1.0', ''],
  ['snail', '1.0', ''],
  ['store', '1.0', 'dependencies = ["odd; sys_platform == \'win32\'"]'],
  ['odd', '1.0', ''],
  ['lint', '1.0', ''],
  ['server', '1.0', 'dependencies = ["web[fast]"]'],
];

describe.skipIf(!hasUv)('uv installs the same from a slice as from the lock', () => {
  beforeAll(async () => {
    environment = {
      ...process.env,
      UV_CACHE_DIR: join(root, 'cache'),
      UV_PYTHON_DOWNLOADS: 'never',
    };
    for (const [name, version, needs] of thirdParty) {
      const folder = join(root, 'sources', `${name}-${version}`);
      writeFiles(folder, {
        'pyproject.toml': `[project]\nname = "${name}"\nversion = "${version}"\n${needs}\n${UV_BUILD}`,
      });
      writeFiles(folder, { [`src/${name}/__init__.py`]: '' });
      await uv(folder, ['build', '--wheel', '--offline', '--out-dir', wheels]);
    }
    server = createServer((request, response) => {
      const [, kind, name = ''] = (request.url ?? '').split('/');
      if (kind === 'files') return response.end(readFileSync(join(wheels, name)));
      const found = readdirSync(wheels).filter((file) => file.startsWith(`${name}-`));
      response.writeHead(found.length > 0 ? 200 : 404, { 'content-type': 'text/html' });
      response.end(found.map((file) => `<a href="/files/${file}">${file}</a>`).join('\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    environment.UV_DEFAULT_INDEX = `http://127.0.0.1:${port}/simple`;
  });
  afterAll(() => {
    server.close();
    rmSync(root, { recursive: true, force: true });
  });

  test.each(UV_SLICE_CASES)('%s', async (_, lockDir, files, selections) => {
    const folder = mkdtempSync(join(root, 'workspace-'));
    writeFiles(folder, files);
    await uv(join(folder, lockDir), ['lock']);
    for (const selection of selections) {
      const whole = await installed(join(folder, lockDir), selection);
      const sliced = await installed(sliceOf(folder, { lockDir, selection }), selection);
      expect(whole).not.toBe('');
      expect(sliced, JSON.stringify(selection)).toBe(whole);
      const { preinstalled, folder: left } = remainderOf(folder, { lockDir, selection });
      const others = whole
        .split('\n')
        .filter((line) => !preinstalled.has(line.replace(/==.*/, '')));
      expect(await installed(left, selection), JSON.stringify(selection)).toBe(others.join('\n'));
    }
  });
});

/** A part of a workspace's lock. */
interface LockPart {
  readonly lockDir: string;
  readonly selection: Selection;
}

/** The two files of a slice in an otherwise empty folder. */
function sliceOf(folder: string, { lockDir, selection }: LockPart): string {
  const { lock, settings } = readLock(folder, lockDir);
  const slice = sliceUvLock(lock, selection, lockDir);
  expect(slice.problems).toEqual([]);
  return fresh({ 'uv.lock': slice.text, 'pyproject.toml': reduceRootPyproject(settings, slice) });
}

/** The same of what is left where every other one of the packages that are certain comes apart. */
function remainderOf(folder: string, { lockDir, selection }: LockPart) {
  const { lock, settings } = readLock(folder, lockDir);
  const { closure } = uvLockClosure(lock, selection, lockDir);
  if (!closure) throw new Error(`the lock has no ${selection.package}`);
  const environment = { machines: ['aarch64', 'x86_64'] };
  const conditions = uvLockConditions(lock, closure, {
    environment,
    choices: uvLockChoices(lock, closure, environment),
  });
  const certain = uvLockPackages(conditions, environment).filter(({ isCertain }) => isCertain);
  const preinstalled = new Set(
    certain.filter((_, index) => index % 2 === 0).map(({ name }) => name),
  );
  const left = [...conditions].filter(
    ([{ name, source }]) => !preinstalled.has(name) && !isLocalProject(source),
  );
  const files = {
    'uv.lock': lockWithoutShared(lock, closure, new Map(left)),
    'pyproject.toml': reduceRootPyproject(settings, closure),
  };
  return { preinstalled, folder: fresh(files) };
}

function readLock(folder: string, lockDir: string) {
  const { lock, problems } = readUvLock(textReader(folder), {
    lockDir,
    lockFile: join(lockDir, 'uv.lock'),
  });
  const toml = parseTomlText(
    readFileSync(join(folder, lockDir, 'pyproject.toml'), 'utf8'),
    'pyproject.toml',
  );
  if (!lock || !('value' in toml)) throw new Error(JSON.stringify({ problems, toml }));
  return { lock, settings: toml.value };
}

function fresh(files: Readonly<Record<string, string>>): string {
  const empty = mkdtempSync(join(root, 'slice-'));
  writeFiles(empty, files);
  return empty;
}

/** What a frozen sync as in the Dockerfile installs, in the manner of `pip freeze`. */
async function installed(folder: string, selection: Selection): Promise<string> {
  const venv = mkdtempSync(join(root, 'venv-'));
  const flags = [
    ...selection.extras.flatMap((extra) => ['--extra', extra]),
    ...selection.groups.flatMap((group) => ['--group', group]),
  ];
  const command = ['sync', '--frozen', '--no-default-groups', '--no-install-local'];
  environment.UV_PROJECT_ENVIRONMENT = join(venv, 'venv');
  await uv(folder, [...command, '--package', selection.package, ...flags]);
  return uv(folder, ['pip', 'freeze', '--python', join(venv, 'venv')]);
}

async function uv(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('uv', [...args], { cwd, env: environment });
  return stdout;
}
