import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const repository = resolve(__dirname, '../../..');
const nx = join(repository, 'node_modules/nx/dist/bin/nx.js');
const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };

function python(name: string, needs: readonly string[] = [], dev: readonly string[] = []) {
  return `
[project]
name = "${name}"
version = "1"
dependencies = ${JSON.stringify(needs)}
[dependency-groups]
dev = ${JSON.stringify(dev)}
[tool.uv.sources]
${[...needs, ...dev].map((each) => `${each} = { workspace = true }\n`).join('')}
[build-system]
requires = ["hatchling"]
`;
}
const stack = 'FROM x AS base\nFROM base AS base-builder\nFROM base-builder AS dev\n';
function service(stack: string) {
  return `
FROM acme/${stack}-base AS base
FROM acme/${stack}-base-builder AS builder
FROM base AS runtime
COPY --from=builder /app /app
`;
}
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "@acme/source", "private": true, "workspaces": ["apps/*"] }',
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*", "services/*"]\n',
  'uv.lock': 'version = 1\n',
  'images/python/project.json': '{ "name": "python" }',
  'images/python/Dockerfile': stack,
  'images/alpine/project.json': '{ "name": "alpine" }',
  'images/alpine/Dockerfile': stack,
  // A stack on a stack.
  'images/ml/project.json': '{ "name": "ml" }',
  'images/ml/Dockerfile': 'FROM acme/python-base AS base\nFROM base AS base-builder\n',
  'services/train/pyproject.toml': python('train'),
  'services/train/Dockerfile': service('ml'),
  'libs/core/pyproject.toml': python('core'),
  'libs/core/src/core.py': '',
  'libs/core/tests/test_core.py': '',
  'libs/store/pyproject.toml': python('store', ['core']),
  'libs/fake/pyproject.toml': python('fake'),
  'libs/fake/src/fake.py': '',
  'services/api/pyproject.toml': python('api', ['store'], ['fake']),
  'services/api/src/api.py': '',
  'services/api/Dockerfile': service('python'),
  'services/api/worker.Dockerfile': service('python'),
  'services/jobs/pyproject.toml': python('jobs', ['core']),
  'services/jobs/src/jobs.py': '',
  'services/jobs/tests/test_jobs.py': '',
  'services/jobs/Dockerfile': service('python'),
  'services/other/pyproject.toml': python('other'),
  'services/other/Dockerfile': service('alpine'),
  'apps/web/package.json': '{ "name": "web" }',
  'apps/web/Dockerfile': 'COPPY a b\n',
  'stray/Dockerfile': '{{ x }}\n',
};

let root: string;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-')));
  for (const [file, text] of Object.entries(files)) write(file, text);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  // Nx loads plugins with plain Node; tsx lets it load this one's sources.
  write(
    'plugin.cjs',
    `require('tsx/cjs');\nmodule.exports = require('${join(__dirname, 'plugin.ts')}');\n`,
  );
  const plugins = [{ plugin: './plugin.cjs', options: { namespace: 'acme' } }];
  write('nx.json', JSON.stringify({ plugins, analytics: false }));
});
afterAll(() => rmSync(root, { recursive: true }));

test('nx graph has the Python projects, their images and all edges', { timeout: 60_000 }, () => {
  execFileSync(process.execPath, [nx, 'graph', '--file=graph.json'], { cwd: root, env });
  const { graph } = JSON.parse(readFileSync(join(root, 'graph.json'), 'utf8')) as {
    graph: {
      nodes: Record<string, { data: { targets: Record<string, unknown> } }>;
      dependencies: Record<string, { target: string }[]>;
    };
  };
  const picture = Object.entries(graph.nodes).map(([name, { data }]) => [
    name,
    Object.keys(data.targets).filter((target) => target.includes('image')),
    (graph.dependencies[name] ?? []).map(({ target }) => target).sort(),
  ]);
  const one = ['build-image', 'push-image', 'run-image'];
  const roles = ['build-image', 'push-image', 'run-image'].flatMap((name) => [
    name,
    `${name}-worker`,
  ]);
  const stages = ['build-image', 'build-image-base', 'build-image-base-builder', 'build-image-dev'];
  expect(picture.sort()).toEqual([
    ['alpine', stages, []],
    ['api', roles, ['fake', 'python', 'store']],
    ['core', [], []],
    ['fake', [], []],
    ['jobs', one, ['core', 'python']],
    ['ml', stages.slice(0, 3), ['python']],
    ['other', one, ['alpine']],
    ['python', stages, []],
    ['store', [], ['core']],
    ['train', one, ['ml']],
    ['web', [], []],
  ]);
});

describe('nx affected -t build-image selects', () => {
  const everything = ['alpine', 'api', 'jobs', 'ml', 'other', 'python', 'train'];
  const table: Readonly<Record<string, readonly string[]>> = {
    'libs/core/src/core.py': ['api', 'jobs'],
    'libs/core/tests/test_core.py': [],
    'libs/fake/src/fake.py': [],
    'images/python/Dockerfile': ['api', 'jobs', 'ml', 'python', 'train'],
    'images/ml/Dockerfile': ['ml', 'train'],
    'images/alpine/Dockerfile': ['alpine', 'other'],
    'services/api/worker.Dockerfile': ['api'],
    'services/jobs/src/jobs.py': ['jobs'],
    'services/jobs/tests/test_jobs.py': [],
    'services/other/pyproject.toml': ['other'],
    'pyproject.toml': ['api', 'jobs', 'other', 'train'],
    'uv.lock': ['api', 'jobs', 'other', 'train'],
    'package.json': [],
    'apps/web/package.json': [],
    'stray/Dockerfile': [],
    'nx.json': everything,
  };
  let selected: Readonly<Record<string, readonly string[]>>;

  // One process for the whole table, by the function the command calls: each start of Nx costs seconds.
  const script = `
    const { createProjectGraphAsync } = require('@nx/devkit');
    const { computeAffectedTasks } = require('nx/src/project-graph/affected/affected-tasks');
    const { calculateFileChanges } = require('nx/src/project-graph/file-utils');
    (async () => {
      const projectGraph = await createProjectGraphAsync();
      const selected = {};
      for (const file of JSON.parse(process.argv[1])) {
        const fileChangeArgs = { files: [file] };
        const touchedFiles = calculateFileChanges([file], fileChangeArgs);
        const options = { projectGraph, nxJson: require('./nx.json'), targets: ['build-image'], touchedFiles, fileChangeArgs };
        selected[file] = [...(await computeAffectedTasks(options)).affectedTaskIds].sort();
      }
      process.stdout.write('\\n' + JSON.stringify(selected));
      process.exit(0);
    })();`;

  beforeAll(() => {
    const changes = JSON.stringify(Object.keys(table));
    const options = { cwd: root, env, encoding: 'utf8' } as const;
    const output = execFileSync(process.execPath, ['-e', script, changes], options);
    selected = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  }, 60_000);

  test.each(Object.entries(table))('after a change of %s: %j', (file, projects) => {
    expect(selected[file]).toEqual(projects.map((project) => `${project}:build-image`));
  });
});

test('a broken file is a warning with its place, and the graph stands', { timeout: 60_000 }, () => {
  write('services/jobs/Dockerfile', 'FROM a\nCOPPY a b\n');
  const command = [nx, 'show', 'projects', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toContain('jobs');
  expect(stderr).toContain('services/jobs/Dockerfile:2: BuildKit does not accept this Dockerfile');
  expect(stderr.match(/does not accept/g)).toHaveLength(1);
});
