import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type { PythonProject } from '../python/python-project';
import { imageInputs } from './image-inputs';
import { imageModel } from './image-model';
import { imageTargets } from './image-targets';

const service = ['FROM acme/python-base AS base', 'FROM base AS runtime'];
const files: Readonly<Record<string, readonly string[]>> = {
  'images/python/Dockerfile': ['FROM x AS base', 'FROM base AS base-builder', 'FROM base AS dev'],
  'images/other/Dockerfile': ['FROM x AS base', 'FROM base AS base-builder'],
  'services/api/Dockerfile': service,
  'services/api/worker.Dockerfile': [...service, 'COPY --from=acme/tool /t /t'],
  'libs/tool/Dockerfile': ['FROM acme/other-base'],
  Dockerfile: service,
};
const roots = [...new Set(Object.keys(files).map((file) => file.replace(/\/?[^/]*$/, '') || '.'))];
const model = imageModel(
  roots.map((root) => ({
    root,
    project: root === '.' ? 'all' : root.replace(/.*\//, ''),
    isPython: !root.startsWith('images/'),
  })),
  Object.entries(files).map(([file, lines]) => parseDockerfile(lines.join('\n'), file).dockerfile),
  'acme',
);

/** A project as far as inputs go. */
const python = (dir: string, closure: readonly string[], lockDir: string) =>
  [
    dir,
    {
      dir,
      closure,
      lockDir,
      lockFile: lockDir === '.' ? 'uv.lock' : `${lockDir}/uv.lock`,
    } as unknown as PythonProject,
  ] as const;

const surroundings = {
  model,
  python: new Map([
    python('services/api', ['libs/core', 'libs/tool'], '.'),
    python('libs/tool', [], 'libs/tool'),
    python('.', [], '.'),
  ]),
  hasFile: (file: string) =>
    ['.dockerignore', 'services/api/Dockerfile', 'images/python/Dockerfile']
      .map((each) => (each === '.dockerignore' ? each : `${each}.dockerignore`))
      .includes(file),
};

function targets(
  root: string,
  names = { buildTargetName: 'build-image', runTargetName: 'run-image' },
) {
  const own = model.byRoot.get(root) ?? [];
  return imageTargets(own, names, (some) => imageInputs(some, surroundings));
}

const common = [
  '!{workspaceRoot}/**/__pycache__/**',
  '!{workspaceRoot}/**/*.py[cod]',
  { externalDependencies: [] },
];
const folder = (path: string) => [`${path}/**/*`, `!${path}/{tests,dist,build,.venv}/**`];

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
      metadata: { description: 'Run acme/api-worker in a container' },
    });
  });

  test('has the files of all its images for inputs, with those of the images they are built from', () => {
    expect(api['build-image']).toEqual({
      executor: 'nx-slipway:build-image',
      options: {},
      cache: false,
      dependsOn: ['^build-image'],
      inputs: [
        ...folder('{workspaceRoot}/services/api'),
        ...folder('{workspaceRoot}/images/other'),
        ...folder('{workspaceRoot}/images/python'),
        ...folder('{workspaceRoot}/libs/core'),
        ...folder('{workspaceRoot}/libs/tool'),
        '{workspaceRoot}/pyproject.toml',
        '{workspaceRoot}/uv.lock',
        '{workspaceRoot}/.dockerignore',
        ...common,
      ],
      metadata: { description: 'Build acme/api, acme/api-worker' },
    });
  });
});

test('a library that is a service lends its code, not its Dockerfile; other roles lend nothing', () => {
  const images = model.byRoot.get('services/api')?.filter(({ name }) => name === undefined) ?? [];
  expect(imageInputs(images, surroundings)).toEqual([
    ...folder('{workspaceRoot}/services/api'),
    ...folder('{workspaceRoot}/images/python'),
    ...folder('{workspaceRoot}/libs/core'),
    ...folder('{workspaceRoot}/libs/tool'),
    '!{workspaceRoot}/services/api/worker.Dockerfile',
    '!{workspaceRoot}/services/api/worker.Dockerfile.dockerignore',
    '!{workspaceRoot}/libs/tool/{Dockerfile,*.Dockerfile,*.dockerignore}',
    '{workspaceRoot}/pyproject.toml',
    '{workspaceRoot}/uv.lock',
    ...common,
  ]);
});

test('the project of the workspace root has its own files only', () => {
  expect(targets('.')['build-image']?.inputs).toEqual([
    ...folder('{projectRoot}'),
    ...folder('{workspaceRoot}/images/python'),
    '{workspaceRoot}/.dockerignore',
    ...common,
  ]);
});

test('a stack builds base and base-builder; dev only when asked; nothing of it runs', () => {
  const stack = targets('images/python', { buildTargetName: 'image', runTargetName: 'start' });
  expect(Object.keys(stack)).toEqual(['image', 'image-base', 'image-base-builder', 'image-dev']);
  expect(stack.image?.metadata.description).toBe(
    'Build acme/python-base, acme/python-base-builder',
  );
  expect(stack['image-dev']).toMatchObject({ options: { image: 'dev' }, dependsOn: ['^image'] });
});
