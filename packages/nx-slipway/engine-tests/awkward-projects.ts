import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import type { AwkwardProject } from '../test-support/awkward-projects';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import { hadolint } from '../test-support/hadolint';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import type { Files } from '../test-support/workspace-files';

/** Tests that each project gets an image by options alone, and that its container does its work and stops. */
export function testAwkwardProjects(projects: readonly AwkwardProject[]): void {
  const namespace = `slipway-awkward-${randomBytes(3).toString('hex')}`;
  let workspace: RealWorkspace;

  beforeAll(async () => {
    const files = workspaceFiles(namespace, projects);
    workspace = await makeWorkspace(namespace, files);
    await generateAll(workspace, files, projects);
    const { failed } = await workspace.build(['python', ...projects.map(({ name }) => name)]);
    expect(failed).toEqual({});
  });

  afterAll(() => workspace?.dispose());

  test.each(projects)(
    '$name starts, answers on the PORT of its container, is well and stops',
    (project) => checkContainer(namespace, project),
  );

  test("hadolint and BuildKit's checks accept the Dockerfiles", async () => {
    const files = projects.map(({ name }) => `services/${name}/Dockerfile`);
    expect(await hadolint(files, workspace.root)).toBe('');
    for (const file of files) {
      const args = ['buildx', 'build', '--check', `--file=${file}`, '.'];
      expect(await call('docker', args, workspace.root)).toContain('no warnings found');
    }
  });
}

function workspaceFiles(namespace: string, projects: readonly AwkwardProject[]): Files {
  return {
    'nx.json': JSON.stringify({
      plugins: [{ plugin: 'nx-slipway', options: { namespace } }],
    }),
    'pyproject.toml':
      '[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["services/old*"]\n',
    ...Object.assign({}, ...projects.map(filesOf)),
  };
}

async function generateAll(
  workspace: RealWorkspace,
  files: Files,
  projects: readonly AwkwardProject[],
): Promise<void> {
  const tree = treeWith(files);
  const apart = projects
    .map(({ name }) => `services/${name}`)
    .filter((dir) => dir.includes('/old'));
  for (const dir of apart) await call('uv', ['lock', '--quiet'], `${workspace.root}/${dir}`);
  const locks = ['uv.lock', ...apart.map((dir) => `${dir}/uv.lock`)];
  for (const lock of locks) tree.write(lock, workspace.read(lock));
  await stackGenerator(tree, { name: 'python' });
  for (const { name, without } of projects) {
    if (without) {
      const generated = serviceGenerator(tree, { name, ...without.options });
      await expect(generated).rejects.toThrow(without.says);
    }
  }
  for (const { name, options } of projects) await serviceGenerator(tree, { name, ...options });
  for (const { name, edit } of projects) {
    const file = `services/${name}/Dockerfile`;
    if (edit) tree.write(file, edit(tree.read(file, 'utf8') ?? ''));
  }
  workspace.write(contentsOf(tree));
}

function filesOf({
  name,
  dependencies,
  code,
  settings = '',
  backend,
  beside = {},
}: AwkwardProject): Files {
  const dir = `services/${name}`;
  return {
    [`${dir}/pyproject.toml`]: [
      '[project]',
      `name = "${name}"`,
      'version = "0.1.0"',
      'requires-python = ">=3.11"',
      `dependencies = ${JSON.stringify(dependencies)}`,
      '[build-system]',
      backend ? 'requires = ["setuptools"]' : 'requires = ["hatchling"]',
      `build-backend = "${backend ? 'setuptools.build_meta' : 'hatchling.build'}"`,
      settings,
    ].join('\n'),
    [`${dir}/src/${name}/__init__.py`]: '',
    ...Object.fromEntries(Object.entries(beside).map(([file, text]) => [`${dir}/${file}`, text])),
    ...Object.fromEntries(
      Object.entries(code).map(([file, text]) => [`${dir}/src/${name}/${file}`, text]),
    ),
  };
}

/** Waits until the engine's own probe has called the container healthy, or for 30 seconds. */
async function health(container: string): Promise<string> {
  for (let tries = 0; tries < 120; tries += 1) {
    const format = '{{.State.Status}} {{.State.Health.Status}}';
    const state = await call('docker', ['inspect', `--format=${format}`, container]);
    if (state !== 'running starting') return state;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'starting for too long';
}

async function checkContainer(
  namespace: string,
  { name, process, path, answer, ask, defaultWorkers }: AwkwardProject,
): Promise<void> {
  const container = `${namespace}-${name}`;
  const flags = ['--read-only', '--tmpfs=/tmp', '--env=PORT=9123'];
  await call('docker', [
    'run',
    '--detach',
    `--name=${container}`,
    ...flags,
    ...(defaultWorkers ? [] : ['--env=WEB_CONCURRENCY=2']),
    `${namespace}/${name}`,
  ]);
  try {
    const state = await health(container);
    const logs = await call('docker', ['logs', container]);
    expect(`${state}\n${logs}`).toMatch(/^running healthy\n/);
    const request = `import urllib.request as r; print(r.urlopen('http://127.0.0.1:9123${path}').read().decode())`;
    const answered = await call('docker', ['exec', container, 'python', '-c', ask ?? request]);
    expect(answered.replace(/\s/g, '')).toBe(answer);
    const words = await call('docker', [
      ...['exec', container, 'python', '-c'],
      "print(open('/proc/1/cmdline').read().replace(chr(0), ' '))",
    ]);
    expect(words).toMatch(new RegExp(`^(?:\\S*/python\\S* )?(?:\\S*/)?${process}\\b`));
    await call('docker', ['stop', '--timeout=10', container]);
    const code = await call('docker', ['inspect', '--format={{.State.ExitCode}}', container]);
    expect(code).toBe('0');
  } finally {
    await call('docker', ['rm', '--force', container]);
  }
}
