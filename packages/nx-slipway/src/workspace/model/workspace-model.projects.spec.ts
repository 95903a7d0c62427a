import { describe, expect, test } from 'vitest';

import { infer, python, service, stack, summary } from '../../../test-support/inferred-projects';

describe('projects', () => {
  test('are made of pyprojects: with images applications, without libraries', () => {
    expect(
      summary({
        'libs/core/pyproject.toml': python('core'),
        'services/api/pyproject.toml': python('api'),
        'services/api/Dockerfile': service,
      }),
    ).toEqual([
      ['libs/core', 'core', 'library'],
      ['services/api', 'api', 'application'],
    ]);
  });

  test('are described by their pyproject, and list the targets of their images as a group', () => {
    const { projects } = infer({
      'libs/core/pyproject.toml': python('core'),
      'services/api/pyproject.toml': python('api', 'description = "Sells things."\n'),
      'services/api/src/api/app.py': '',
      'services/api/Dockerfile': service,
      'services/old/pyproject.toml': '[tool.poetry]\nname = "old"\ndescription = "Sold things."\n',
    });
    expect(projects['services/api']).toMatchObject({
      sourceRoot: 'services/api/src',
      metadata: {
        description: 'Sells things.',
        targetGroups: { 'Container images': ['build-image', 'push-image', 'run-image'] },
      },
    });
    expect(projects['services/old'].metadata).toEqual({ description: 'Sold things.' });
    expect(projects['libs/core']).toEqual({
      ...{ name: 'core', projectType: 'library', sourceRoot: 'libs/core' },
    });
  });

  test('are not made of a pyproject that holds a workspace together or the settings of tools', () => {
    expect(
      summary({
        'pyproject.toml': '[project]\nname = "all"\n[tool.uv.workspace]\nmembers = ["libs/*"]\n',
        Dockerfile: service,
        'tools/pyproject.toml': '[tool.ruff]\nline-length = 100\n',
      }),
    ).toEqual([]);
  });

  test('are made of a stack beside a pyproject with settings of tools', () => {
    const stack = {
      'images/python/project.json': '{"name": "python"}',
      'images/python/Dockerfile': 'FROM x AS base\nFROM base AS base-builder\n',
    };
    const withTools = { ...stack, 'images/python/pyproject.toml': '[tool.ruff]\n' };
    expect(summary(stack)).toHaveLength(1);
    expect(summary(withTools)).toEqual(summary(stack));
  });

  test('keep the name and type a project.json or package.json gives', () => {
    expect(
      summary({
        'a/pyproject.toml': python('one'),
        'a/package.json': '{"name": "@acme/a"}',
        'a/project.json': '{"name": "a-project"}',
        'b/pyproject.toml': python('two'),
        'b/package.json': '{"name": "x", "nx": {"name": "b-project"}}',
        'c/pyproject.toml': python('three'),
        'c/project.json': '{}',
      }),
    ).toEqual([
      ['a', 'a-project', undefined],
      ['b', 'b-project', undefined],
      ['c', 'three', 'library'],
    ]);
  });

  test('that would have the name of another one have that of their path', () => {
    expect(
      summary({
        'apps/web/project.json': '{"name": "web"}',
        'services/web/pyproject.toml': python('web'),
        // Neither is a project: one lies inside of another, one holds the workspace together.
        'services/api/pyproject.toml': python('api'),
        'services/api/ui/package.json': '{"name": "api"}',
        'libs/acme/pyproject.toml': python('acme'),
        'package.json': '{"name": "acme", "workspaces": ["apps/*"]}',
      }).map(([, name]) => name),
    ).toEqual(['services-web', 'api', 'acme']);
  });

  test('of other kinds get targets once an image of ours is built from theirs, and are not run', () => {
    const { projects, edges, problems } = infer({
      'docker/base/project.json': '{}',
      'docker/base/Dockerfile': 'FROM python:3.13\n',
      'docker/django-base/project.json': '{"name": "django-base"}',
      'docker/django-base/Dockerfile': 'FROM acme/base\n',
      'docker/unused/project.json': '{}',
      'docker/unused/Dockerfile': 'FROM acme/base\n',
      'apps/web/package.json': '{"name": "@acme/web"}',
      'apps/web/Dockerfile': 'FROM node\n',
      'apps/admin/package.json': '{"name": "admin"}',
      'apps/admin/Dockerfile': 'FRMO acme/base\n',
      'services/api/pyproject.toml': python('api'),
      'services/api/Dockerfile': 'FROM acme/django-base:latest\nCOPY --from=acme/web /a /a\n',
    });
    expect(
      Object.entries(projects as Record<string, { targets: object }>).map(([root, { targets }]) => [
        root,
        Object.keys(targets),
      ]),
    ).toEqual([
      ['services/api', ['build-image', 'push-image', 'run-image']],
      ['docker/base', ['build-image']],
      ['docker/django-base', ['build-image']],
      ['apps/web', ['build-image', 'push-image']],
    ]);
    expect(edges).toEqual([
      ['api', 'django-base', 'services/api/Dockerfile'],
      ['api', '@acme/web', 'services/api/Dockerfile'],
      ['django-base', 'base', 'docker/django-base/Dockerfile'],
    ]);
    expect(problems).toEqual([]);
  });

  test('of other kinds get targets for a stack and for nothing else', () => {
    const { projects } = infer({
      'images/python/project.json': '{"name": "python"}',
      'images/python/Dockerfile': stack,
      'apps/web/package.json': '{"name": "web"}',
      'apps/web/Dockerfile': 'FROM node\n',
      'stray/Dockerfile': stack,
    });
    expect(Object.keys(projects)).toEqual(['images/python']);
    expect(Object.keys(projects['images/python'].targets)).toEqual([
      'build-image',
      'build-image-base',
      'build-image-base-builder',
      'check-base',
    ]);
  });
});
