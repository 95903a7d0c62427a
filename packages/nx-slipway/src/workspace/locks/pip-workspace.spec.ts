import { describe, expect, test } from 'vitest';
import {
  type Files,
  libraryFiles,
  NAMESPACE,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { namesOf, workspaceOf } from '../../../test-support/workspace-of';
import { planIgnoreFiles } from '../../generators/ignore-files/plan-ignore-files';
import { imageInputs } from '../../images/nx/image-inputs';
import { projectEdges } from '../nx/project-edges';

const api = serviceFiles({ name: 'api', installer: 'pip' });
const files: Files = {
  ...stackFiles(NAMESPACE, { installer: 'pip' }),
  ...libraryFiles({ name: 'a' }),
  ...libraryFiles({ name: 'b' }),
  ...libraryFiles({ name: 'c' }),
  ...api,
  'services/api/Dockerfile': (api['services/api/Dockerfile'] ?? '').replace(
    '--requirement requirements.txt',
    '$& --requirement requirements-worker.txt',
  ),
  'services/api/requirements.txt': '-c ../../constraints.txt\n-r base.txt\nsix==1\n',
  'services/api/base.txt': '\n../../libs/a[fast]  # here\n-e libs/b\n',
  'services/api/requirements-worker.txt': 'c @ file:../../libs/c\n-e .\n',
  'services/api/requirements-dev.txt': '../../libs/nowhere\n./wheels/x.whl\n',
  'services/api/requirements-Odd_Name.txt': 'ruff\n',
  'constraints.txt': 'six<2\n',
  'docs/requirements.txt': '../libs/a\n',
};
const model = workspaceOf(files);
const project = model.python.get('services/api');

test('local lines are dependencies, of a group where its file has them', () => {
  expect(project).toMatchObject({
    installer: 'pip',
    lockFile: 'services/api/requirements.txt',
    groups: ['dev', 'worker'],
    extras: [],
    closure: ['libs/a', 'libs/b'],
    dependencies: [
      { dir: 'libs/a', extras: ['fast'], place: { file: 'services/api/base.txt', line: 2 } },
      { dir: 'libs/b', extras: [], place: { file: 'services/api/base.txt', line: 3 } },
    ],
    devDependencies: [
      {
        dir: 'libs/c',
        extras: [],
        group: 'worker',
        place: { file: 'services/api/requirements-worker.txt', line: 1 },
      },
    ],
  });
  expect(project?.nested).toEqual(
    new Map([
      ['services/api/requirements.txt', ['constraints.txt', 'services/api/base.txt']],
      ['services/api/requirements-dev.txt', []],
      ['services/api/requirements-worker.txt', []],
    ]),
  );
});

test('they make edges', () => {
  const edges = projectEdges(model, namesOf(files)).map(({ source, target }) => [source, target]);
  expect(edges).toEqual([
    ['api', 'python'],
    ['api', 'a'],
    ['api', 'b'],
    ['api', 'c'],
  ]);
});

test('one that names no project is a warning with its line', () => {
  expect(model.problems).toEqual([
    {
      kind: 'requirements-local-missing',
      place: { file: 'services/api/requirements-dev.txt', line: 1 },
      requirement: '../../libs/nowhere',
      wanted: 'libs/nowhere',
    },
  ]);
});

describe('what decides an image', () => {
  test('are the libraries of its groups, and files outside the folder', () => {
    const { images, python, lockRoots } = model;
    const inputs = imageInputs(images.byRoot.get('services/api') ?? [], {
      model: images,
      python,
      lockRoots,
      hasFile: (file) => file in files,
      list: () => [],
      followLinks: (path) => [path],
    });
    expect(inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/constraints.txt',
        ...['a', 'b', 'c'].map((name) => `{workspaceRoot}/libs/${name}/**/*`),
      ]),
    );
  });

  test('are all in its build context', () => {
    const [edit] = planIgnoreFiles({
      dockerfiles: [...model.images.catalogue.dockerfiles.values()],
      python: model.python,
      lockRoots: model.lockRoots,
      roots: new Set(namesOf(files).keys()),
      read: (file) => files[file],
      list: () => [],
      problems: [],
    }).filter(({ file }) => file === 'services/api/Dockerfile.dockerignore');
    expect(edit?.content.split('\n').filter((line) => line.startsWith('!'))).toEqual([
      '!constraints.txt',
      '!libs/a',
      '!libs/b',
      '!libs/c',
      '!services/api',
    ]);
  });
});
