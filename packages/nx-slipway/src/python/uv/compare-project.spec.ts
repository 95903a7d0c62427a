import { expect, test } from 'vitest';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { compareProject } from './compare-project';
import type { UvLockRequirement } from './uv-lock';

const EXTRAS = { web: ['idna'], all: ['svc[web]', 'svc[more]'], more: ['toml', 'svc[all]'] };
function locked(name: string, extra?: string, extras: readonly string[] = []): UvLockRequirement {
  return {
    ...{ name, extras },
    ...(extra !== undefined && { marker: `extra == '${extra}'` }),
  };
}

/** As uv locks what hatchling makes of them. */
const EXPANDED = [
  locked('six'),
  locked('idna', 'web'),
  ...['idna', 'toml'].map((name) => locked(name, 'all')),
  ...['idna', 'toml'].map((name) => locked(name, 'more')),
];

/** As uv locks what it reads itself, and what setuptools makes of them. */
const WRITTEN = [
  locked('six'),
  locked('idna', 'web'),
  locked('svc', 'all', ['web']),
  locked('svc', 'all', ['more']),
  locked('toml', 'more'),
  locked('svc', 'more', ['all']),
];

test.each<[string, readonly string[], readonly UvLockRequirement[], boolean]>([
  ['a dynamic version, expanded', ['version'], EXPANDED, true],
  ['a dynamic version, as written', ['version'], WRITTEN, true],
  ['nothing dynamic, as written', [], WRITTEN, true],
  ['nothing dynamic, expanded', [], EXPANDED, false],
  ['a dynamic version, and one is missing', ['version'], EXPANDED.slice(0, -1), false],
])('extras that name the project itself, with %s', (_, dynamic, requiresDist, isTrue) => {
  const { pyproject } = parsePyproject(
    {
      project: { name: 'svc', dynamic, dependencies: ['six'], 'optional-dependencies': EXTRAS },
    },
    'svc/pyproject.toml',
  );
  const metadata = { requiresDist, requiresDev: new Map() };
  expect(compareProject(pyproject, { root: pyproject, metadata }).length === 0).toBe(isTrue);
});
