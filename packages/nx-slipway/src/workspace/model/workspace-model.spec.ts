import { describe, expect, test } from 'vitest';

import { infer, python, service, stack } from '../../../test-support/inferred-projects';

test('edges come from Dockerfiles and from local dependencies, those for development too', () => {
  const sources =
    '[tool.uv.sources]\ncore = { path = "../../libs/core" }\nfake = { path = "../../libs/fake" }\n';
  const { edges } = infer({
    'images/python/project.json': '{"name": "python"}',
    'images/python/Dockerfile': stack,
    'libs/core/pyproject.toml': python('core'),
    'libs/fake/pyproject.toml': python('fake'),
    'services/api/pyproject.toml': python(
      'api',
      `dependencies = ["core"]\n[dependency-groups]\ndev = ["fake"]\n${sources}`,
    ),
    'services/api/Dockerfile': service,
    'services/api/worker.Dockerfile': service,
  });
  expect(edges).toEqual([
    ['api', 'python', 'services/api/Dockerfile'],
    ['api', 'python', 'services/api/worker.Dockerfile'],
    ['api', 'core', 'services/api/pyproject.toml'],
    ['api', 'fake', 'services/api/pyproject.toml'],
  ]);
});

test('broken files are problems and leave the rest alone; those of others are not even that', () => {
  const { problems, projects } = infer({
    'libs/core/pyproject.toml': python('core'),
    'libs/broken/pyproject.toml': 'name = = 1\n',
    'libs/broken/Dockerfile': stack,
    'services/api/pyproject.toml': python('api'),
    'services/api/Dockerfile': 'FROM a\nCOPPY a b\n',
    'images/python/project.json': '{"name": "python"}',
    'images/python/Dockerfile': `${stack}COPPY a b\n`,
    'apps/web/package.json': '{"name": "web"',
    'apps/web/Dockerfile': 'COPPY a b\n',
    'stray/Dockerfile': '{{ x }}\n',
  });
  expect(problems).toEqual([
    ['toml-broken', 'libs/broken/pyproject.toml'],
    ['dockerfile-broken', 'services/api/Dockerfile'],
    ['dockerfile-broken', 'images/python/Dockerfile'],
  ]);
  expect(Object.keys(projects)).toEqual(['libs/core', 'services/api', 'images/python']);
});

test('a broken Dockerfile keeps its image, and the edges of what is built from it', () => {
  const { problems, projects, edges } = infer({
    'docker/base/project.json': '{}',
    'docker/base/Dockerfile': 'FRMO x\n',
    'services/api/pyproject.toml': python('api'),
    'services/api/Dockerfile': 'FROM acme/base\nRNU x\n',
  });
  expect(problems).toEqual([
    ['dockerfile-broken', 'docker/base/Dockerfile'],
    ['dockerfile-broken', 'services/api/Dockerfile'],
  ]);
  expect(Object.keys(projects)).toEqual(['services/api', 'docker/base']);
  expect(edges).toEqual([['api', 'base', 'services/api/Dockerfile']]);
});

test('images in a circle have no edges to each other, for Nx would run nothing at all', () => {
  const { problems, edges } = infer({
    'docker/a/project.json': '{}',
    'docker/a/Dockerfile': 'FROM acme/b\n',
    'docker/b/project.json': '{}',
    'docker/b/Dockerfile': 'FROM acme/a\n',
    'services/api/pyproject.toml': python('api'),
    'services/api/Dockerfile': 'FROM acme/a\n',
  });
  expect(problems).toEqual([['image-cycle', 'docker/a/Dockerfile']]);
  expect(edges).toEqual([['api', 'a', 'services/api/Dockerfile']]);
});

test('the workspace is named by its package.json', () => {
  expect(infer({ 'package.json': '{"name": "@acme/source"}' }).packageName).toBe('@acme/source');
});

describe('nx-release-publish', () => {
  const files = {
    'images/python/Dockerfile': stack,
    'images/python/project.json': '{"name": "python"}',
    'services/api/pyproject.toml': python('api'),
    'services/api/package.json': '{"private": true}',
    'services/api/Dockerfile': service,
    'libs/core/pyproject.toml': python('core'),
    'site/package.json': '{"name": "site"}',
    'site/Dockerfile': 'FROM acme/python-base\n',
  };
  const publishing = (isReleasing: boolean) =>
    Object.entries(infer(files, isReleasing).projects as Record<string, { targets?: object }>)
      .filter(([, { targets = {} }]) => 'nx-release-publish' in targets)
      .map(([root]) => root)
      .sort();

  test('is a target of images that no package.json publishes, where releases are configured', () => {
    expect(publishing(true)).toEqual(['images/python', 'services/api']);
    expect(publishing(false)).toEqual([]);
  });

  test('runs alone, is never cached, and is of no technology that Nx would run other code for', () => {
    const { projects } = infer(files, true);
    expect(projects['images/python'].targets['nx-release-publish']).toEqual({
      executor: 'nx-slipway:release-publish',
      options: { buildTarget: 'build-image' },
      cache: false,
      dependsOn: [],
      metadata: {
        description: 'Push acme/python-base, acme/python-base-builder under the tags of a release',
        help: {
          command: 'nx run python:nx-release-publish --help',
          example: { options: { dryRun: true } },
        },
      },
    });
  });
});
