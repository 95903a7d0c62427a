import { describe, expect, test } from 'vitest';
import {
  common,
  context,
  folder,
  inputsOf,
  model,
  targets,
} from '../../../test-support/planned-targets';
import { DOCKERFILE_NAMES } from '../../dockerfile/dockerfile-name';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { folderIndex } from '../../workspace/model/folder-index';
import { imageModel } from '../model/image-model';
import { imageInputs } from './image-inputs';

describe('a service', () => {
  const api = targets('services/api');

  test('has a target for all its images and one for each that has a name', () => {
    expect(Object.keys(api)).toEqual([
      'build-image',
      'build-image-worker',
      'run-image',
      'run-image-worker',
    ]);
    expect(api['run-image-worker']).toEqual({
      executor: 'nx-slipway:run-image',
      options: { image: 'worker' },
      cache: false,
      continuous: true,
      dependsOn: ['build-image-worker'],
      metadata: {
        description: 'Run acme/api-worker in a container',
        help: {
          command: 'nx run api:run-image-worker --help',
          example: { options: { ports: ['8080:8000'], env: { LOG_LEVEL: 'debug' } } },
        },
      },
    });
  });

  test('has for inputs the files of all its images and of the images they are built from', () => {
    expect(api['build-image']).toEqual({
      executor: 'nx-slipway:build-image',
      options: {},
      cache: false,
      dependsOn: ['^build-image'],
      inputs: ['image'],
      metadata: {
        description: 'Build acme/api, acme/api-worker',
        help: {
          command: 'nx run api:build-image --help',
          example: { options: { platforms: ['linux/amd64', 'linux/arm64'] } },
        },
      },
    });
    expect(inputsOf('services/api')).toEqual([
      ...folder('services/api'),
      ...folder('images/other'),
      ...folder('images/python'),
      ...folder('libs/core'),
      ...folder('libs/queue'),
      ...folder('libs/tool'),
      '{workspaceRoot}/pyproject.toml',
      '{workspaceRoot}/tools/conf.d',
      '{workspaceRoot}/tools/conf.d/**/*',
      '{workspaceRoot}/tools/start',
      '{workspaceRoot}/uv.lock',
      '{workspaceRoot}/.dockerignore',
      ...common,
    ]);
    expect(inputsOf('services/api', 'build-image-worker')).toContain(
      '{workspaceRoot}/libs/queue/**/*',
    );
  });
});

test('an image has the libraries of its extras only, and no Dockerfile but its own', () => {
  const images = model.byRoot.get('services/api')?.filter(({ name }) => name === undefined) ?? [];
  expect(imageInputs(images, context)).toEqual([
    ...folder('services/api'),
    ...folder('images/python'),
    ...folder('libs/core'),
    ...folder('libs/tool'),
    '!{workspaceRoot}/services/api/worker.Dockerfile',
    '!{workspaceRoot}/services/api/worker.Dockerfile.dockerignore',
    `!{workspaceRoot}/libs/tool/{${DOCKERFILE_NAMES},*.dockerignore}`,
    '{workspaceRoot}/pyproject.toml',
    '{workspaceRoot}/uv.lock',
    ...common,
  ]);
});

test('an image that does not say which extras it installs has the libraries of all', () => {
  expect(inputsOf('libs/tool')).toContain('{workspaceRoot}/libs/queue/**/*');
});

test('what the wheel of a project takes is an input, wherever it lies', () => {
  const web = planPythonProjects(
    [
      parsePyproject(
        {
          project: { name: 'api' },
          'build-system': { requires: ['hatchling'] },
          tool: { hatch: { build: { include: ['/build', '**/*.html'] } } },
        },
        'services/api/pyproject.toml',
      ).pyproject,
    ],
    { hasFile: () => false },
  );
  const python = new Map(web.projects.map((project) => [project.dir, project]));
  const inputs = imageInputs(model.byRoot.get('services/api') ?? [], { ...context, python });
  expect(inputs).toContain('!{workspaceRoot}/services/api/{dist,.venv}/**');
});

test('the project of the workspace root has its own files only', () => {
  expect(inputsOf('.')).toEqual([
    '{projectRoot}/**/*',
    '!{projectRoot}/{tests,dist,build,.venv}/**',
    ...folder('images/python'),
    ...common,
  ]);
});

test('a generated service in the workspace root has the folders that it is built from', () => {
  const text = [
    'FROM scratch AS dependencies',
    'FROM a AS libraries\nCOPY . .',
    'FROM a AS application\nCOPY . .\nRUN --network=none install-projects pyproject.toml',
    'FROM a\nCOPY --from=libraries /app /app\nCOPY --from=application /app /app',
    'COPY --from=dependencies /venv /venv\nCOPY migrations /app/migrations',
  ].join('\n');
  const files = ['pyproject.toml', 'src/shop/__init__.py', 'docs/a.md', 'migrations/1.sql'];
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const list = folderIndex(files);
  const search = { namespace: '', list };
  const rooted = imageModel([{ root: '.', project: 'shop', isPython: true }], [dockerfile], search);
  const shop = { project: { name: 'shop' }, 'build-system': { requires: ['hatchling'] } };
  const { projects } = planPythonProjects([parsePyproject(shop, 'pyproject.toml').pyproject], {
    hasFile: () => false,
  });
  const inputs = imageInputs(rooted.byRoot.get('.') ?? [], {
    ...{ model: rooted, lockRoots: [], list, followLinks: (path: string) => [path] },
    python: new Map(projects.map((project) => [project.dir, project])),
    hasFile: (file) => files.includes(file),
  });
  expect(inputs).toEqual([
    '{workspaceRoot}/*',
    ...['nx.json', 'package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].map(
      (name) => `!{workspaceRoot}/${name}`,
    ),
    '{workspaceRoot}/src/**/*',
    '{workspaceRoot}/migrations',
    '{workspaceRoot}/migrations/**/*',
    ...common,
  ]);
});
