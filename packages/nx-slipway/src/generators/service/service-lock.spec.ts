import { expect, test } from 'vitest';
import { builtInRoles } from '../../images/roles/definition/built-in-roles';
import { renderRole } from '../../images/roles/definition/render-role';
import { httpRole } from '../../images/roles/http';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { openLock } from '../../workspace/locks/open-lock';
import { serviceLock } from './service-lock';

const { pyproject } = parsePyproject({ project: { name: 'API' } }, 'services/api/pyproject.toml');
const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;

/** A lock in which api has the given dependencies. */
function lockWith(...dependencies: string[]): string {
  return [
    'version = 1',
    'requires-python = ">=3.13"',
    '',
    '[[package]]',
    'name = "api"',
    'source = { editable = "." }',
    'dependencies = [',
    ...dependencies.map((name) => `    { name = "${name}" },`),
    ']',
    ...dependencies.flatMap((name) => [
      '',
      '[[package]]',
      `name = "${name}"`,
      'version = "1"',
      'source = { registry = "https://index.example/simple" }',
    ]),
    '',
  ].join('\n');
}

const http = httpRole({
  ...{ app: 'api:app', isFactory: false, interface: 'asgi', server: 'gunicorn', port: 8000 },
  versions: new Map([['uvicorn-worker', '0.4']]),
});
const definition = builtInRoles.get('dramatiq');
if (!definition) throw new Error('no role dramatiq');
const dramatiq = renderRole(definition, {
  values: { module: 'api.actors' },
  ...{ versions: new Map(), setByUser: [] },
});

function look(role: typeof http, text: string | undefined) {
  if (!project) throw new Error('no project');
  const options = {
    name: 'api',
    role: 'http' as const,
    sources: [],
    files: [],
    env: [],
    label: [],
    apt: [],
    buildApt: [],
    extras: [],
    groups: [],
  };
  const workspace = { python: new Map(), lockRoots: [], problems: [] };
  const read = (file: string) => (file.endsWith('.lock') ? text : '');
  return serviceLock(options, { project, role }, openLock(project, { read, workspace }));
}

test.each([
  ['http', http, ['fastapi', 'gunicorn', 'uvicorn-worker']],
  ['dramatiq on Redis', dramatiq, ['dramatiq', 'redis']],
  ['dramatiq on RabbitMQ', dramatiq, ['dramatiq', 'pika']],
])('a lock with all that %s needs', (_, role, names) =>
  expect(look(role, lockWith(...names))).toEqual({
    isMissing: false,
    fromGit: [],
    warnings: [],
  }),
);

test.each([
  ['the server', http, ['fastapi'], ['gunicorn', 'uvicorn-worker'], 'gunicorn uvicorn-worker'],
  ['its worker', http, ['gunicorn'], ['uvicorn-worker'], 'uvicorn-worker'],
  ['the broker', dramatiq, ['dramatiq'], ['redis or pika'], "'dramatiq[redis]'"],
])('a lock without %s', (_, role, names, packages, add) =>
  expect(look(role, lockWith(...names)).warnings).toEqual([
    {
      kind: 'role-package-missing',
      place: { file: 'services/api/pyproject.toml' },
      role: 'http',
      packages,
      add: `uv add --package api ${add}`,
    },
  ]),
);

test.each([
  ['there is no lock', undefined],
  ['it is not in the lock', lockWith().replace('name = "api"', 'name = "other"')],
])('a service is missing where %s', (_, text) =>
  expect(look(http, text)).toEqual({ isMissing: true, fromGit: [], warnings: [] }),
);

test.each([
  ['version = 2\n', 'lock-version-unknown'],
  ['version =', 'toml-broken'],
])('a lock that cannot be read is a warning: %j', (text, kind) =>
  expect(look(http, text)).toMatchObject({ isMissing: false, warnings: [{ kind }] }),
);

test('packages from git are named', () => {
  const source = 'source = { git = "https://git.example/redis.git#abc" }';
  const text = lockWith('dramatiq', 'redis').replace(
    /(name = "redis"\n.*\n)source = .*/,
    `$1${source}`,
  );
  expect(look(dramatiq, text)).toEqual({ isMissing: false, fromGit: ['redis'], warnings: [] });
});
