import { describe, expect, test } from 'vitest';
import { contextsOf, planOf, small, targetsOf } from '../../test-support/bake-targets-of';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { type Files, serviceDockerfile } from '../../test-support/workspace-files';
import type { BuildImageSchema } from '../executors/build-image/schema';

describe('hand-written Dockerfiles', () => {
  const written: Files = {
    'docker/base/project.json': '{}',
    'docker/base/Dockerfile': 'FROM python:3.13\n',
    'docker/django-base/project.json': '{}',
    'docker/django-base/Dockerfile': 'ARG TAG=latest\nFROM acme/base:$TAG\n',
    'services/shop/pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n',
    'services/shop/requirements.txt': 'django\n',
    'services/shop/Dockerfile': [
      'FROM docker.io/acme/django-base AS build',
      'COPY requirements.txt .',
      'FROM acme/base',
      'COPY --from=build /venv /venv',
      '',
    ].join('\n'),
  };
  const linksOf = (options: BuildImageSchema) =>
    Object.entries(targetsOf(written, buildTasksOf(['shop'], options))).map(
      ([name, { context, contexts }]) => [name, context, contexts],
    );

  test('are linked to what they are built FROM, each in the context it was written for', () => {
    expect(linksOf({})).toEqual([
      ['base', '/workspace', {}],
      ['django-base', '/workspace', { 'acme/base': 'target:base' }],
      [
        'shop',
        '/workspace/services/shop',
        { 'acme/django-base': 'target:django-base', 'acme/base': 'target:base' },
      ],
    ]);
  });

  test.each([
    ['.', '/workspace'],
    ['docker/base', '/workspace/docker/base'],
  ])('are built in another context when asked: %s', (context, expected) => {
    expect(linksOf({ context })[2]?.[1]).toBe(expected);
  });
});

describe('bindings', () => {
  test('an edited one is built as written, and a note says which and where', () => {
    const dockerfile = serviceDockerfile({ name: 'api' }).replace(
      'AS foundation\n',
      'AS foundation\nRUN touch /edited\n',
    );
    const { bakeFile, notes } = planOf(
      { ...small, 'services/api/Dockerfile': dockerfile },
      buildTasksOf(['api']),
    );
    expect(bakeFile.target.api?.contexts).toEqual({
      'acme/python-base': 'target:python-base',
      'acme/python-base-builder': 'target:python-base-builder',
      lock: '/run-folder/lock__api',
    });
    const line = dockerfile.split('\n').findIndex((each) => / AS foundation$/.test(each)) + 1;
    const place = { file: 'services/api/Dockerfile', line };
    expect(notes).toEqual([{ kind: 'stage-edited', place, stage: 'foundation' }]);
  });

  test('a stage foundation that starts from the stack directly is bound as well', () => {
    const dockerfile = serviceDockerfile({ name: 'api' })
      .replace('FROM acme/python-base AS python-base\n', '')
      .replace('FROM python-base AS foundation', 'FROM acme/python-base AS foundation');
    const targets = targetsOf({ ...small, 'services/api/Dockerfile': dockerfile });
    expect(targets.foundation__api?.contexts).toEqual({ base: 'target:python-base' });
  });

  test("a stage's own context of the user's comes before the one of the plan", () => {
    const tasks = buildTasksOf(['api'], { contexts: { lock: './other', extra: '/elsewhere' } });
    expect(targetsOf(small, tasks).api?.contexts).toMatchObject({
      lock: './other',
      extra: '/elsewhere',
      foundation: 'target:foundation__api',
    });
  });

  test('another target stage of the same file has none', () => {
    const tasks = buildTasksOf(['api'], { target: 'dependencies' });
    expect(targetsOf(small, tasks).api).toMatchObject({
      target: 'dependencies',
      contexts: { 'acme/python-base-builder': 'target:python-base-builder' },
    });
  });
});

describe('Dockerfiles written by hand, with images of the workspace', () => {
  const withTool = (lines: readonly string[]): Files => ({
    ...small,
    'services/api/Dockerfile': `${lines.join('\n')}\n`,
    'services/tool/pyproject.toml': '[project]\nname = "tool"\nversion = "1"\n',
    'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool /tool\n',
  });
  test.each<[string, readonly string[], string]>([
    ['FROM', ['FROM acme/tool', 'RUN true'], 'acme/tool'],
    ['FROM with a tag', ['FROM acme/tool:latest', 'RUN true'], 'acme/tool'],
    ['COPY --from', ['FROM scratch', 'COPY --from=acme/tool / /'], 'acme/tool'],
    ['a mount', ['FROM x', 'RUN --mount=type=bind,from=acme/tool,target=/t true'], 'acme/tool'],
  ])('are linked by %s', (_, lines, reference) => {
    expect(contextsOf(withTool(lines), 'api')).toEqual({ [reference]: 'target:tool' });
  });

  test('are linked by what the image needs, not by stages beside it', () => {
    const lines = ['FROM acme/tool AS unused', 'FROM scratch AS runtime', 'COPY . .'];
    expect(contextsOf(withTool(lines), 'api-runtime')).toEqual({});
    expect(contextsOf(withTool(lines), 'api-unused')).toEqual({ 'acme/tool': 'target:tool' });
  });

  test('a published base takes the place of the one in the workspace', () => {
    const pinned = `registry.example/acme/python-base:7@sha256:${'0123'.repeat(16)}`;
    const dockerfile = serviceDockerfile({ name: 'api' }).replace(
      'acme/python-base AS',
      `${pinned} AS`,
    );
    const targets = targetsOf({ ...small, 'services/api/Dockerfile': dockerfile });
    expect(targets.foundation__api?.contexts).toEqual({ base: `docker-image://${pinned}` });
    expect(targets['python-base']).toBeUndefined();
  });
});
