import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { folderIndex } from '../../workspace/model/folder-index';
import { imageModel } from '../model/image-model';
import { imageInputs } from './image-inputs';
import { imageTargets, type TargetNames } from './image-targets';

const service = ['FROM acme/python-base AS base', 'FROM base AS runtime'];
const files: Readonly<Record<string, readonly string[]>> = {
  'images/python/Dockerfile': [
    'FROM x AS base',
    'FROM base AS base-builder',
    'COPY images/python/install-projects /usr/bin/',
    'FROM base AS dev',
    'RUN --mount=type=bind,source=uv.lock,target=/lock x',
  ],
  'images/other/Dockerfile': ['FROM x AS base', 'FROM base AS base-builder'],
  'services/api/Dockerfile': [
    'FROM acme/python-base AS dependencies',
    'RUN uv sync --no-default-groups --package api',
    'FROM acme/python-base AS runtime',
    'COPY --from=dependencies /venv /venv',
  ],
  'services/api/worker.Dockerfile': [
    'FROM acme/python-base AS dependencies',
    'RUN uv sync --no-default-groups --package api --extra worker',
    'FROM acme/python-base AS runtime',
    'COPY --from=dependencies /venv /venv',
    'COPY --from=acme/tool /t /t',
    'COPY tools/start tools/conf.d/ /opt/',
  ],
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
  { namespace: 'acme', list: () => [] },
);

function pyproject(dir: string, dependencies: readonly string[], worker: readonly string[] = []) {
  const names = [...dependencies, ...worker];
  const sources = Object.fromEntries(names.map((name) => [name, { workspace: true }]));
  const toml = {
    project: { name: posix.basename(dir), dependencies, 'optional-dependencies': { worker } },
    'build-system': { requires: [] },
    tool: { uv: { sources } },
  };
  return parsePyproject(toml, `${dir}/pyproject.toml`);
}
const plan = planPythonProjects(
  [
    parsePyproject(
      { tool: { uv: { workspace: { members: ['libs/*', 'services/*'] } } } },
      'pyproject.toml',
    ),
    pyproject('services/api', ['core', 'tool'], ['queue']),
    pyproject('libs/core', []),
    pyproject('libs/tool', [], ['queue']),
    pyproject('libs/queue', ['core']),
  ].map(({ pyproject }) => pyproject),
  { hasFile: (file) => file === 'uv.lock' },
);

const present = [
  '.dockerignore',
  'images/python/Dockerfile.dockerignore',
  'services/api/Dockerfile.dockerignore',
  'tools/start',
  'uv.lock',
];
const context = {
  model,
  python: new Map(plan.projects.map((project) => [project.dir, project])),
  lockRoots: plan.lockRoots,
  hasFile: (file: string) => present.includes(file),
  followLinks: (path: string) => [path],
};

function planned(
  root: string,
  names: TargetNames = { buildTargetName: 'build-image', runTargetName: 'run-image' },
) {
  const own = model.byRoot.get(root) ?? [];
  return imageTargets(own, names, (some) => imageInputs(some, context));
}
function targets(...given: Parameters<typeof planned>) {
  return planned(...given).targets;
}

/** What a target of the default names goes by. */
function inputsOf(root: string, target = 'build-image') {
  const { targets, namedInputs } = planned(root);
  return targets[target]?.inputs?.flatMap((name) => namedInputs[name] ?? []);
}

const common = [
  '!{workspaceRoot}/**/__pycache__/**',
  '!{workspaceRoot}/**/*.py[cod]',
  { externalDependencies: [] },
];
function folder(path: string) {
  return [`{workspaceRoot}/${path}/**/*`, `!{workspaceRoot}/${path}/{tests,dist,build,.venv}/**`];
}

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

  test('has for inputs the files of all its images and of the images they are built from', () => {
    expect(api['build-image']).toEqual({
      executor: 'nx-slipway:build-image',
      options: {},
      cache: false,
      dependsOn: ['^build-image'],
      inputs: ['image'],
      metadata: { description: 'Build acme/api, acme/api-worker' },
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
    '!{workspaceRoot}/libs/tool/{Dockerfile,*.Dockerfile,*.dockerfile,*.dockerignore}',
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

describe('a hand-written Dockerfile', () => {
  /** Inputs of `services/api`, of whose Dockerfile these are the instructions. */
  function inputs(instructions: readonly string[], files: readonly string[] = []) {
    const file = 'services/api/Dockerfile';
    const { dockerfile } = parseDockerfile(['FROM a', ...instructions].join('\n'), file);
    const projectRoots = [{ root: 'services/api', project: 'api', isPython: true }];
    const search = { namespace: 'acme', list: folderIndex(['services/api/setup.py', ...files]) };
    const written = imageModel(projectRoots, [dockerfile], search);
    return imageInputs(written.byRoot.get('services/api') ?? [], {
      model: written,
      python: new Map(),
      lockRoots: [],
      followLinks: (path) => [path],
      hasFile: (path) => path.endsWith('.dockerignore') && files.includes(path),
    });
  }
  const own = '{workspaceRoot}/services/api/**/*';

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['takes nothing', [], [], [...folder('services/api')]],
    [
      'takes its whole folder, tests and all',
      ['COPY setup.py .', 'COPY . .'],
      [],
      [own, '!{workspaceRoot}/services/api/.venv/**'],
    ],
    [
      'takes a part of its folder',
      ['COPY services/api/tests/data /data'],
      [],
      [own, '!{workspaceRoot}/services/api/{dist,build,.venv}/**'],
    ],
    [
      'takes the whole workspace',
      ['COPY . .'],
      ['.dockerignore'],
      [
        own,
        '!{workspaceRoot}/services/api/.venv/**',
        '{workspaceRoot}/**/*',
        '{workspaceRoot}/.dockerignore',
      ],
    ],
    [
      'has an ignore file in its own context, which is not that of the workspace',
      ['COPY setup.py .'],
      ['.dockerignore', 'services/api/.dockerignore'],
      [...folder('services/api')],
    ],
  ])('%s', (_, instructions, files, expected) => {
    expect(inputs(instructions, files)).toEqual([...expected, ...common]);
  });

  test('takes files whose names are patterns to Nx alone', () => {
    expect(inputs(['COPY tools/+(a)* /t'])).toContain('{workspaceRoot}/tools/??a?*');
  });
});

test('what starts from an image with an ONBUILD may take any file', () => {
  const lines = {
    'images/x/Dockerfile': ['FROM scratch', 'ONBUILD COPY data /data'],
    'services/api/Dockerfile': ['FROM acme/x'],
  };
  const dockerfiles = Object.entries(lines).map(
    ([file, own]) => parseDockerfile(own.join('\n'), file).dockerfile,
  );
  const projectRoots = ['images/x', 'services/api'].map((root) => {
    return { root, project: posix.basename(root), isPython: root !== 'images/x' };
  });
  const written = imageModel(projectRoots, dockerfiles, { namespace: 'acme', list: () => [] });
  const place = { model: written, python: new Map(), lockRoots: [], hasFile: () => false };
  const inputs = (root: string) =>
    imageInputs(written.byRoot.get(root) ?? [], { ...place, followLinks: (path) => [path] });
  expect(inputs('services/api')).toContain('{workspaceRoot}/**/*');
  expect(inputs('images/x')).not.toContain('{workspaceRoot}/**/*');
});

describe('pushing', () => {
  const names = { buildTargetName: 'image', pushTargetName: 'publish' };

  test('begins with what the build target says, and names the file of its digests', () => {
    const { publish, 'publish-worker': worker } = targets('services/api', names);
    expect(publish).toEqual({
      executor: 'nx-slipway:push-image',
      options: { buildTarget: 'image', digestFile: 'dist/services/api/images.json' },
      outputs: ['{options.digestFile}'],
      cache: false,
      inputs: ['image'],
      metadata: { description: 'Push acme/api, acme/api-worker' },
    });
    expect(worker).toMatchObject({
      options: {
        buildTarget: 'image-worker',
        digestFile: 'dist/services/api/image-worker.json',
      },
      inputs: ['image-worker'],
    });
  });

  test('is no target of a stack', () => {
    expect(Object.keys(targets('images/other', names))).toEqual([
      'image',
      'image-base',
      'image-base-builder',
    ]);
  });
});

describe('a stack', () => {
  const stack = targets('images/python', { buildTargetName: 'image', runTargetName: 'start' });

  test('builds base and base-builder; dev only when asked; nothing of it runs', () => {
    expect(Object.keys(stack)).toEqual(['image', 'image-base', 'image-base-builder', 'image-dev']);
    expect(stack.image?.metadata.description).toBe(
      'Build acme/python-base, acme/python-base-builder',
    );
    expect(stack['image-dev']).toMatchObject({ options: { image: 'dev' }, dependsOn: ['^image'] });
  });

  test('has the lock for an input where dev installs from it', () => {
    expect(inputsOf('images/python')).toEqual([...folder('images/python'), ...common]);
    expect(inputsOf('images/python', 'build-image-dev')).toContain('{workspaceRoot}/uv.lock');
  });
});
