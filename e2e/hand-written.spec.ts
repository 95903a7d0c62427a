import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { projectGraph } from './project-graph.ts';
import { readResults } from './read-results.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

function python(name: string): string {
  return `[project]\nname = "${name}"\nversion = "1"\n`;
}

/**
 * A workspace as it is before this plugin comes: a chain of bases that are Nx projects, services with
 * Dockerfiles for the context of their own folder and for that of the workspace, and web apps.
 */
const files: Readonly<Record<string, string>> = {
  'docker/base/project.json': '{ "name": "base" }',
  'docker/base/Dockerfile': `FROM python:3.13-slim-trixie\nRUN echo ${Date.now()} > /etc/base\n`,
  'docker/django-base/project.json': '{ "name": "django-base" }',
  'docker/django-base/Dockerfile': `ARG TAG=latest
FROM ${namespace}/base:\${TAG}
RUN cp /etc/base /etc/django
`,
  'docker/tools/project.json': '{ "name": "tools" }',
  'docker/tools/wait': 'wait for it\n',
  'docker/tools/Dockerfile': 'FROM scratch\nCOPY wait /wait\n',
  'old/kiosk/pyproject.toml': python('kiosk'),
  'old/kiosk/requirements.txt': '# none\n',
  'old/kiosk/kiosk.py': 'print("kiosk")\n',
  'old/kiosk/Dockerfile': `FROM ${namespace}/django-base AS builder
WORKDIR /app
COPY requirements.txt .
RUN python -m venv --without-pip /venv
COPY . .

FROM ${namespace}/base:latest AS production
COPY --from=${namespace}/tools /wait /usr/local/bin/
COPY --from=builder /venv /venv
COPY --from=builder /app /app
RUN --mount=type=bind,from=${namespace}/django-base,source=/etc,target=/mnt cp /mnt/django /etc/
CMD ["/venv/bin/python", "/app/kiosk.py"]
`,
  'old/billing/pyproject.toml': python('billing'),
  'old/billing/billing.py': 'print("billing")\n',
  'old/billing/Dockerfile': `FROM docker.io/${namespace}/django-base AS base
FROM base AS base_app
COPY libs/greetings/pyproject.toml old/billing/billing.py /app/
FROM base AS base_builder
RUN echo builder > /built-by
FROM base_app AS http_app
COPY --from=base_builder /built-by /
CMD ["python", "/app/billing.py"]
FROM base_app AS dramatiq_app
COPY --from=base_builder /built-by /
CMD ["cat", "/built-by"]
`,
  'apps/web/project.json':
    '{ "name": "web", "targets": { "docker:build": { "command": "true" } } }',
  'apps/web/Dockerfile': 'FRMO node\n',
  'apps/admin/package.json': '{ "name": "admin" }',
  'apps/admin/Dockerfile': `FROM ${namespace}/base\n`,
};

beforeEach(async () => {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(scene.folder, file)), { recursive: true });
    await edit(file, () => text);
  }
});

afterEach(restore);

const ours = ['base', 'django-base', 'tools', 'kiosk', 'billing'];
function build() {
  return nx([
    'run-many',
    '-t',
    'build-image',
    '-p',
    [...ours, 'web'].join(),
    '--output-style=static',
  ]);
}

test('the graph has their bases and leaves web apps alone', async () => {
  const { output } = await nx(['show', 'projects', '--with-target=build-image']);
  expect(output).not.toContain('nx-slipway:');

  const { targets, edges } = await projectGraph();
  expect(edges).toMatchObject({
    base: [],
    'django-base': ['base'],
    kiosk: ['base', 'django-base', 'tools'],
    billing: ['django-base'],
    web: [],
  });
  expect(targets).toMatchObject({
    base: ['build-image'],
    kiosk: ['build-image', 'push-image', 'run-image'],
    web: ['docker:build'],
  });
});

test('they are built as they are, in the order of their FROMs, in one invocation', async () => {
  const { exitCode, output } = await build();

  expect(output).toContain('Successfully ran target build-image');
  expect(exitCode).toBe(0);
  expect(readResults(output).invocations).toBe(1);
  const run = (image: string, ...command: readonly string[]) =>
    runQuiet(scene, 'docker', ['run', '--rm', `${namespace}/${image}`, ...command]);
  expect(await run('kiosk')).toBe('kiosk');
  expect(await run('kiosk', 'cat', '/usr/local/bin/wait')).toBe('wait for it');
  expect(await run('kiosk', 'cmp', '/etc/base', '/etc/django')).toBe('');
  expect(await run('billing-http_app')).toBe('billing');
  expect(await run('billing-dramatiq_app')).toBe('builder');

  const again = readResults((await build()).output);
  expect(Object.values(again.stepsRun).filter((steps) => steps > 0)).toEqual([]);
});

test('a change of the first base is a change of all that follow', async () => {
  const { output } = await nx([
    ...['show', 'projects', '--affected', '--with-target=build-image'],
    '--files=docker/base/Dockerfile',
  ]);
  expect(
    output
      .split('\n')
      .filter((name) => ours.includes(name))
      .sort(),
  ).toEqual([...['base', 'billing', 'django-base', 'kiosk']]);
});

test('one that is broken fails with what is built from it, and the rest is built', async () => {
  await edit('docker/django-base/Dockerfile', (text) => text.replace('RUN', 'RNU'));

  const { exitCode, output } = await build();

  expect(exitCode).toBe(1);
  expect(output).toMatch(
    /docker\/django-base\/Dockerfile:3: BuildKit does not accept this Dockerfile/,
  );
  expect(output).toContain(
    'kiosk:build-image was not built, because django-base:build-image failed',
  );
  expect(Object.keys(readResults(output).stepsRun)).toEqual(['base', 'tools']);
});

test('those in a circle fail with its places, and the rest is built', async () => {
  await edit(
    'docker/base/Dockerfile',
    (text) => `${text}COPY --from=${namespace}/django-base /etc/django /etc/\n`,
  );

  const { exitCode, output } = await build();

  expect(exitCode).toBe(1);
  expect(output).toContain(
    `images depend on each other in a cycle: ${namespace}/base -> ${namespace}/django-base`,
  );
  expect(Object.keys(readResults(output).stepsRun)).toEqual(['tools']);
});

test('of two projects that make one image the second fails, and names the first', async () => {
  await mkdir(join(scene.folder, 'old/tools'), { recursive: true });
  await edit('old/tools/pyproject.toml', () => python('old-tools'));
  await edit('old/tools/project.json', () => '{ "name": "@old/tools" }');
  await edit('old/tools/Dockerfile', () => 'FROM scratch\nCOPY pyproject.toml /\n');

  const { exitCode, output } = await nx(['build-image', 'tools']);
  expect(exitCode).toBe(1);
  expect(output).toContain(
    `docker/tools/Dockerfile: this Dockerfile and old/tools/Dockerfile both build the image ${namespace}/tools`,
  );
});
