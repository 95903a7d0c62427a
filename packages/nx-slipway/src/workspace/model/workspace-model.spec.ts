import { describe, expect, test } from 'vitest';
import { projectNames } from '../../images/model/project-names';
import { projectEdges } from '../nx/project-edges';
import { projectNodes } from '../nx/project-nodes';
import { readFileFacts } from './file-facts';
import { folderIndex } from './folder-index';
import { rootPackageName, workspaceFolders } from './workspace-folders';
import { workspaceModel } from './workspace-model';

function python(name: string, more = '') {
  return `[project]\nname = "${name}"\nversion = "1"\n${more}[build-system]\nrequires = []\n`;
}
const stack = 'FROM x AS base\nFROM base AS base-builder\n';
const service = 'FROM acme/python-base AS base\nFROM base AS runtime\n';

/** What the plugin makes of a set of files. */
function infer(files: Readonly<Record<string, string>>, isReleasing = false) {
  const facts = new Map(
    Object.entries(files).flatMap(([file, text]) => {
      const found = readFileFacts(file, () => text);
      return found ? [[file, found]] : [];
    }),
  );
  const { folders, others, foreign } = workspaceFolders(facts);
  const { names } = projectNames([...folders, ...others], foreign);
  const hasFile = (file: string) => file in files;
  const list = folderIndex(Object.keys(files));
  const model = workspaceModel(facts, names, { namespace: 'acme', hasFile, list });
  const targetNames = {
    buildTargetName: 'build-image',
    runTargetName: 'run-image',
    pushTargetName: 'push-image',
  };
  const referred = others.filter(({ root }) => model.images.byRoot.has(root));
  const followLinks = (path: string) => [path];
  const context = { model, names, targetNames, isReleasing, hasFile, followLinks };
  const nodes = projectNodes([...folders, ...referred], context);
  return {
    packageName: rootPackageName(facts),
    projects: Object.assign({}, ...nodes.map(([, { projects }]) => projects)),
    edges: projectEdges(model, names).map(({ source, target, sourceFile }) => [
      source,
      target,
      sourceFile,
    ]),
    problems: model.problems.map((problem) => [
      problem.kind,
      'place' in problem ? problem.place.file : undefined,
    ]),
  };
}

function summary(files: Readonly<Record<string, string>>) {
  return Object.entries(
    infer(files).projects as Record<string, { name?: string; projectType?: string }>,
  ).map(([root, { name, projectType }]) => [root, name, projectType]);
}

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
    ]);
  });
});

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
      },
    });
  });
});
