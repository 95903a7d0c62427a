import { expect, test } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import { type LockPackage, TEST_INDEX } from '../../../test-support/uv-lock-text';
import { uvLockChoices } from './uv-lock-choices';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';
import { uvLockPackages } from './uv-lock-packages';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const ARM = "platform_machine == 'aarch64'";
const X86 = "platform_machine == 'x86_64'";

/** The packages of a project that needs these. */
function packagesOf(needs: NonNullable<LockPackage['needs']>, packages: readonly LockPackage[]) {
  const lock = uvLockOf([{ name: 'api', folder: 'services/api', needs }, ...packages]);
  const { closure } = uvLockClosure(lock, { package: 'api', extras: [], groups: [] }, '.');
  if (!closure) throw new Error('no closure');
  return uvLockPackages(
    uvLockConditions(lock, closure, {
      environment,
      choices: uvLockChoices(lock, closure, environment),
    }),
    environment,
  );
}

test('what an index has is pinned to its version and files; projects of the workspace are none', () => {
  const packages: readonly LockPackage[] = [
    { name: 'b', version: '2.0', size: 7 },
    { name: 'a', version: '1.0', size: 5, files: ['a-1.0.tar.gz'] },
    { name: 'lib', folder: 'libs/lib', needs: ['a'] },
  ];
  expect(packagesOf(['b', 'lib'], packages)).toEqual([
    {
      name: 'a',
      version: '1.0',
      isCertain: true,
      hasWheel: false,
      requirement: 'a==1.0 --hash=sha256:a-1.0.tar.gz',
      index: TEST_INDEX,
      size: 5,
    },
    {
      name: 'b',
      version: '2.0',
      isCertain: true,
      hasWheel: true,
      requirement: 'b==2.0 --hash=sha256:b-2.0-py3-none-any.whl',
      index: TEST_INDEX,
      size: 7,
    },
  ]);
});

const WHEEL = 'https://files.example/a-1.0-py3-none-any.whl';

test.each<[string, Partial<LockPackage>, string | undefined]>([
  [
    'a wheel at a URL',
    { source: `{ url = "${WHEEL}" }` },
    `a @ ${WHEEL} --hash=sha256:a-1.0-py3-none-any.whl`,
  ],
  [
    'an sdist at a URL',
    { source: '{ url = "https://files.example/a-1.0.tar.gz" }', files: ['a-1.0.tar.gz'] },
    undefined,
  ],
  ['a git repository', { source: '{ git = "https://git.example/a#0123" }', files: [] }, undefined],
])('%s', (_, more, expected) => {
  const [found] = packagesOf(['a'], [{ name: 'a', ...more }]);
  expect([found?.requirement, found?.index]).toEqual([expected, undefined]);
});

function forks(one: string, other: string) {
  return packagesOf(
    [
      { name: 'a', version: '1.0', marker: one },
      { name: 'a', version: '2.0', marker: other },
    ],
    [
      { name: 'a', version: '1.0' },
      { name: 'a', version: '2.0' },
    ],
  ).map(({ version, isCertain }) => [version, isCertain]);
}

test('of forks the one for this Python alone is there, and certain', () => {
  expect(forks("python_full_version < '3.13'", "python_full_version >= '3.13'")).toEqual([
    ['2.0', true],
  ]);
});

test('forks that hang on the machine are certain in neither', () => {
  expect(forks(ARM, X86)).toEqual([
    ['1.0', false],
    ['2.0', false],
  ]);
});

test('nor is one that holds everywhere beside one that may hold', () => {
  expect(forks("python_version >= '3'", ARM)).toEqual([
    ['1.0', false],
    ['2.0', false],
  ]);
});

test('what a root without a project asks for by name is the version whose resolution markers hold', () => {
  const lock = uvLockOf(
    [
      { name: 'api', folder: 'services/api' },
      { name: 'six', version: '1.16.0', resolutionMarkers: ["sys_platform == 'win32'"] },
      {
        ...{ name: 'six', version: '1.17.0' },
        resolutionMarkers: [
          "sys_platform == 'linux' and extra != 'extra-3-api-x'",
          "os_name == ''",
        ],
      },
    ],
    { shared: ['six'] },
  );
  const selection = { package: 'api', extras: [], groups: ['shared'] };
  const { closure } = uvLockClosure(lock, selection, 'services/api');
  if (!closure) throw new Error('no closure');
  const conditions = uvLockConditions(lock, closure, { environment, choices: [] });
  expect(uvLockPackages(conditions, environment)).toMatchObject([
    { name: 'six', version: '1.17.0', isCertain: true },
  ]);
});
