import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import type { LockPackage } from '../../../test-support/uv-lock-text';
import { lockWithoutShared } from './lock-without-shared';
import type { UvLock } from './uv-lock';
import { uvLockChoices } from './uv-lock-choices';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';
import { uvLockPackages } from './uv-lock-packages';
import { isLocalProject } from './uv-lock-source';

const fixtures = join(__dirname, '../../../fixtures');
const workspace = uvLockOf(readFileSync(join(fixtures, 'uv-workspace/uv.lock'), 'utf8'));
const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

interface Chosen {
  readonly package: string;
  readonly extras?: readonly string[];
  readonly groups?: readonly string[];
}

function read(lock: UvLock, { extras = [], groups = [], ...rest }: Chosen) {
  const { closure } = uvLockClosure(lock, { extras, groups, ...rest }, '.');
  if (!closure) throw new Error('no closure');
  return {
    closure,
    conditions: uvLockConditions(lock, closure, {
      environment,
      choices: uvLockChoices(lock, closure, environment),
    }),
  };
}

/** The lock of what is left without some packages. */
function remainder(lock: UvLock, chosen: Chosen, preinstalled: readonly string[] = []): string {
  const { closure, conditions } = read(lock, chosen);
  const left = [...conditions].filter(
    ([{ name, source }]) => !preinstalled.includes(name) && !isLocalProject(source),
  );
  return lockWithoutShared(lock, closure, new Map(left));
}

function packagesOf(lock: UvLock, chosen: Chosen) {
  return uvLockPackages(read(lock, chosen).conditions, environment);
}

const SHARED = ['anyio', 'certifi', 'h11', 'httpcore', 'httpx', 'idna', 'six'];

test.each<[string, Chosen, readonly string[]]>([
  [
    'shop-api',
    { package: 'shop-api', extras: ['tables'], groups: ['http', 'lint', 'tools'] },
    SHARED,
  ],
  ['shop-worker', { package: 'shop-worker', extras: ['old'], groups: ['dev'] }, ['six', 'attrs']],
  ['nothing', { package: 'shop-mail' }, ['attrs', 'click', 'six']],
])('of a real lock: %s', async (name, chosen, preinstalled) => {
  const text = remainder(workspace, chosen, preinstalled);
  await expect(text).toMatchFileSnapshot(join(fixtures, `uv-remainders/${name}.lock`));
});

test.each<Chosen>([
  { package: 'shop-api', extras: ['metrics', 'tables'], groups: ['http', 'tools'] },
  { package: 'shop-worker', extras: ['new'], groups: ['dev'] },
  { package: 'shop-mail' },
])('a remainder of all for $package installs the same, and again it is itself', (chosen) => {
  const text = remainder(workspace, chosen);
  const lock = uvLockOf(text);
  expect(packagesOf(lock, chosen)).toEqual(packagesOf(workspace, chosen));
  expect(uvLockClosure(lock, { extras: [], groups: [], ...chosen }, '.').problems).toEqual([]);
  expect(remainder(lock, chosen)).toBe(text);
});

test('a remainder names no package that it does not hold', () => {
  const text = remainder(workspace, { package: 'shop-api', groups: ['dev'] }, SHARED);
  const held = new Set(uvLockOf(text).packages.map(({ name }) => name));
  const named = [...text.matchAll(/\{ name = "([^"]+)"/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !held.has(name))).toEqual([]);
});

function api(more: Partial<LockPackage>): LockPackage {
  return {
    name: 'api',
    folder: 'services/api',
    ...more,
  };
}

test('forks that are both left are told apart, and hang on their markers', () => {
  const [arm, x86] = ['aarch64', 'x86_64'].map((machine) => `platform_machine == '${machine}'`);
  const lock = uvLockOf([
    api({ needs: ['b'] }),
    {
      name: 'b',
      needs: [
        { name: 'a', version: '1.0', marker: arm ?? '' },
        { name: 'a', version: '2.0', marker: x86 ?? '' },
      ],
    },
    { name: 'a', version: '1.0', resolutionMarkers: [arm ?? ''] },
    { name: 'a', version: '2.0', resolutionMarkers: [x86 ?? ''] },
  ]);
  const text = remainder(lock, { package: 'api' }, ['b']);
  expect(text).not.toContain('resolution-markers');
  expect(packagesOf(uvLockOf(text), { package: 'api' })).toEqual(
    packagesOf(lock, { package: 'api' }).filter(({ name }) => name === 'a'),
  );
  const { dependencies } = read(uvLockOf(text), { package: 'api' }).closure.project;
  expect(dependencies.map(({ version, marker }) => [version, marker])).toEqual([
    ['1.0', arm],
    ['2.0', x86],
  ]);
});

test('extras and groups that are asked for are kept, empty; others are not', () => {
  const lock = uvLockOf(
    [
      api({ extras: { sql: ['a'], s3: ['b'] }, groups: { http: ['a'], dev: ['b'] } }),
      { name: 'a' },
      { name: 'b' },
    ],
    { tools: ['b'], docs: ['b'] },
  );
  const chosen = { package: 'api', extras: ['sql'], groups: ['http', 'tools'] };
  expect(remainder(lock, chosen, ['a', 'b'])).toBe(`version = 1
revision = 3
requires-python = ">=3.11"

[manifest]
members = [
    "api",
]

[manifest.dependency-groups]
tools = []

[[package]]
name = "api"
source = { editable = "services/api" }

[package.metadata]
provides-extras = ["sql"]

[package.dev-dependencies]
http = []

[package.metadata.requires-dev]
http = []
`);
});

test('groups of a root with a project are kept at the root', () => {
  const lock = uvLockOf([
    api({ needs: ['a'] }),
    { name: 'root', folder: '.', needs: ['b'], groups: { tools: ['b'], dev: ['a'] } },
    { name: 'a' },
    { name: 'b' },
  ]);
  expect(remainder(lock, { package: 'api', groups: ['tools'] }, ['a', 'b'])).toBe(`version = 1
revision = 3
requires-python = ">=3.11"

[manifest]
members = [
    "api",
    "root",
]

[[package]]
name = "api"
source = { editable = "services/api" }

[[package]]
name = "root"
source = { editable = "." }

[package.dev-dependencies]
tools = []

[package.metadata.requires-dev]
tools = []
`);
});
