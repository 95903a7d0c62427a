import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import type { LockPackage } from '../../../test-support/uv-lock-text';
import { markerOf } from '../pep508/condition';
import type { UvLock } from './uv-lock';
import { uvLockChoices } from './uv-lock-choices';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';
import { isLocalProject } from './uv-lock-source';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const ARM = "platform_machine == 'aarch64'";
const X86 = "platform_machine == 'x86_64'";
const WINDOWS = "sys_platform == 'win32'";

/** When the third-party packages of a selection are installed: `name version`, and a marker. */
function conditionsOf(
  lock: UvLock,
  selection = { package: 'api', extras: [] as string[], groups: [] as string[] },
) {
  const { closure } = uvLockClosure(lock, selection, '.');
  if (!closure) throw new Error('no closure');
  return Object.fromEntries(
    [
      ...uvLockConditions(lock, closure, {
        environment,
        choices: uvLockChoices(lock, closure, environment),
      }),
    ]
      .filter(([{ source }]) => !isLocalProject(source))
      .map(([{ name, version }, condition]) => [
        version === '1.0' ? name : `${name} ${version}`,
        markerOf(condition) ?? 'always',
      ])
      .sort(),
  );
}

function api(more: Partial<LockPackage>): LockPackage {
  return {
    name: 'api',
    folder: 'services/api',
    ...more,
  };
}

test.each<[string, readonly LockPackage[], Readonly<Record<string, string>>]>([
  [
    'a chain',
    [api({ needs: ['a'] }), { name: 'a', needs: ['b'] }, { name: 'b' }],
    { a: 'always', b: 'always' },
  ],
  [
    'a marker on the way holds for all behind it',
    [
      api({ needs: [{ name: 'a', marker: ARM }] }),
      { name: 'a', needs: ['b', { name: 'c', marker: X86 }] },
      { name: 'b' },
      { name: 'c' },
    ],
    { a: ARM, b: ARM, c: `${ARM} and ${X86}` },
  ],
  [
    'what never is installed is left out, with all behind it',
    [api({ needs: [{ name: 'a', marker: WINDOWS }] }), { name: 'a', needs: ['b'] }, { name: 'b' }],
    {},
  ],
  [
    'what is reached for certain by another way is certain, the later way first',
    [
      api({ needs: [{ name: 'a', marker: ARM }, 'b'] }),
      { name: 'a', needs: ['c'] },
      { name: 'b', needs: ['a'] },
      { name: 'c' },
    ],
    { a: 'always', b: 'always', c: 'always' },
  ],
  [
    'a diamond of two markers',
    [
      api({
        needs: [
          { name: 'a', marker: ARM },
          { name: 'b', marker: X86 },
        ],
      }),
      { name: 'a', needs: ['c'] },
      { name: 'b', needs: ['c'] },
      { name: 'c', needs: ['d'] },
      { name: 'd' },
    ],
    { a: ARM, b: X86, c: `${ARM} or ${X86}`, d: `${ARM} or ${X86}` },
  ],
  [
    'a cycle',
    [
      api({ needs: [{ name: 'a', marker: ARM }] }),
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a', { name: 'c', marker: X86 }] },
      { name: 'c', needs: ['b'] },
    ],
    { a: ARM, b: ARM, c: `${ARM} and ${X86}` },
  ],
  [
    'forks of which one is for other Pythons',
    [
      api({
        needs: [
          { name: 'a', version: '1.0', marker: "python_full_version < '3.13'" },
          { name: 'a', version: '2.0', marker: "python_full_version >= '3.13'" },
        ],
      }),
      { name: 'a', version: '1.0', needs: ['b'] },
      { name: 'a', version: '2.0' },
      { name: 'b' },
    ],
    { 'a 2.0': 'always' },
  ],
  [
    'forks that hang on the machine',
    [
      api({
        needs: [
          { name: 'a', version: '2.0', marker: ARM },
          { name: 'a', version: '3.0', marker: X86 },
        ],
      }),
      { name: 'a', version: '2.0' },
      { name: 'a', version: '3.0' },
    ],
    { 'a 2.0': ARM, 'a 3.0': X86 },
  ],
])('%s', (_, packages, expected) => {
  expect(conditionsOf(uvLockOf(packages))).toEqual(expected);
});

describe('extras', () => {
  const packages: readonly LockPackage[] = [
    { name: 'a', needs: ['b'], extras: { fast: ['c'], more: ['d'] } },
    ...['b', 'c', 'd'].map((name) => ({ name })),
  ];

  test('are followed where they are asked for', () => {
    const needs = [{ name: 'a', extra: ['fast'] }];
    expect(conditionsOf(uvLockOf([api({ needs }), ...packages]))).toEqual({
      a: 'always',
      b: 'always',
      c: 'always',
    });
  });

  test('asked for on some machines are uncertain there, and the package is not', () => {
    const needs = ['a', { name: 'a', extra: ['fast', 'more'], marker: ARM }];
    expect(conditionsOf(uvLockOf([api({ needs }), ...packages]))).toEqual({
      a: 'always',
      b: 'always',
      c: ARM,
      d: ARM,
    });
  });

  test('of the package itself, and its groups, come with the selection', () => {
    const lock = uvLockOf([
      api({ extras: { sql: ['b'] }, groups: { http: [{ name: 'c', marker: ARM }], dev: ['d'] } }),
      ...packages,
    ]);
    expect(conditionsOf(lock, { package: 'api', extras: ['sql'], groups: ['http'] })).toEqual({
      b: 'always',
      c: ARM,
    });
  });
});

test('groups of a root without a project', () => {
  const lock = uvLockOf([api({ needs: ['a'] }), { name: 'a' }, { name: 'b' }], {
    tools: [{ name: 'b', marker: X86 }],
  });
  expect(conditionsOf(lock, { package: 'api', extras: [], groups: ['tools'] })).toEqual({
    a: 'always',
    b: X86,
  });
});

test('a real lock', () => {
  const path = join(__dirname, '../../../fixtures/uv-workspace/uv.lock');
  const selection = { package: 'shop-worker', extras: ['old'], groups: ['tools'] };
  expect(conditionsOf(uvLockOf(readFileSync(path, 'utf8')), selection)).toEqual({
    'attrs 26.1.0': 'always',
    'click 8.5.1': 'always',
    'docopt 0.6.2': 'always',
    'dramatiq 2.2.1': 'always',
    'packaging 23.2': 'always',
    'six 1.17.0': 'always',
  });
});
