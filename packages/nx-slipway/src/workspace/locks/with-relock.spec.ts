import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import { type LockWays, withRelock } from './with-relock';

function project(dir: string, lockDir: string, installer: PythonProject['installer']) {
  return [dir, { dir, lockDir, installer } as PythonProject] as const;
}

const PYTHON = new Map([
  project('services/api', '.', 'uv'),
  project('services/web', '.', 'uv'),
  project('services/mail', 'services/mail', 'poetry'),
  project('services/jobs', 'services/jobs', 'pip'),
]);

function advice(problem: Problem, ways: Partial<LockWays> = {}): string {
  const [found] = withRelock([problem], {
    python: PYTHON,
    nameOf: (root) => root.replace('services/', ''),
    lockTarget: () => undefined,
    isInstalled: () => false,
    ...ways,
  });
  return found ? formatProblem(found).replace(/^[\s\S]*\n {2}/, '') : '';
}

const OUTDATED: Problem = {
  ...{
    kind: 'lock-outdated',
    place: { file: 'services/api/pyproject.toml' },
    detail: 'x',
    dir: '.',
  },
};
const OF_POETRY: Problem = {
  ...{ kind: 'poetry-lock-outdated', place: { file: 'x' }, dir: 'services/mail' },
};

test('a target that locks is named, of the first project that has one', () => {
  const lockTarget = (name: string) => (name === 'api' ? undefined : 'lock');
  expect(advice(OUTDATED, { lockTarget })).toBe('Run `nx run web:lock`.');
  expect(advice(OF_POETRY, { lockTarget })).toBe('Run `nx run mail:lock`.');
});

test('without a target the installer is, where this machine has it', () => {
  const isInstalled = (program: string) => program === 'uv';
  expect(advice(OUTDATED, { isInstalled })).toBe('Run `uv lock`.');
  expect(advice(OF_POETRY, { isInstalled })).toBe(
    'Run `poetry lock --directory services/mail`. Or lock without poetry on this machine, in base-builder: `nx g nx-slipway:init --dev-targets`, then `nx run mail:lock`.',
  );
});

test.each<[Problem['kind'], string]>([
  ['lock-missing', 'Run `uv lock`. Or lock without uv on this machine,'],
  ['lock-package-missing', 'Run `uv lock`. Or lock without uv on this machine,'],
  ['lock-ambiguous', 'Delete the lock file and run `uv lock`. Or lock without uv'],
])('so it is with %s', (kind, words) => {
  const facts = { place: { file: 'uv.lock' }, package: 'x', found: [], dir: '.', installer: 'uv' };
  expect(advice({ kind, ...facts } as unknown as Problem)).toContain(words);
});

test('a requirements file gets no target by itself, and what is no lock stays as it is', () => {
  const place = { file: 'services/jobs/requirements.txt' };
  const missing = { kind: 'lock-missing', place, dir: 'services/jobs', installer: 'pip' } as const;
  expect(advice(missing)).toMatch(/^Run `uv pip compile [^`]*`\.$/);
  const other: Problem = { kind: 'lock-layout-unknown', place };
  expect(withRelock([other], {} as LockWays)).toEqual([other]);
});
