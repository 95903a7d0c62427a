import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { common, folder } from '../../../test-support/planned-targets';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { folderIndex } from '../../workspace/model/folder-index';
import { imageModel } from '../model/image-model';
import { imageInputs } from './image-inputs';

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
      list: () => [],
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
      [own, '!{workspaceRoot}/services/api/{dist,build,.venv}/**', '{workspaceRoot}/.dockerignore'],
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
      'takes a file of the workspace, from which an ignore file was removed',
      ['COPY services/api/setup.py .'],
      [],
      [...folder('services/api'), '{workspaceRoot}/.dockerignore'],
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
  const place = {
    model: written,
    python: new Map(),
    lockRoots: [],
    hasFile: () => false,
    list: () => [],
  };
  const inputs = (root: string) =>
    imageInputs(written.byRoot.get(root) ?? [], { ...place, followLinks: (path) => [path] });
  expect(inputs('services/api')).toContain('{workspaceRoot}/**/*');
  expect(inputs('images/x')).not.toContain('{workspaceRoot}/**/*');
});

test('a generated Dockerfile has for inputs what stages of the user’s own take by name', () => {
  const file = 'services/api/Dockerfile';
  const text = [
    'FROM scratch AS dependencies',
    'FROM node AS frontend\nCOPY frontend /src',
    'FROM builder AS libraries\nCOPY . .',
    'FROM builder AS application\nCOPY services/api/ services/api/\nCOPY --from=frontend /src /s',
    'FROM base\nCOPY --from=libraries /app /app\nCOPY --from=application /app /app',
  ].join('\n');
  const { dockerfile } = parseDockerfile(text, file);
  const projectRoots = [{ root: 'services/api', project: 'api', isPython: true }];
  const written = imageModel(projectRoots, [dockerfile], { namespace: '', list: () => [] });
  const inputs = imageInputs(written.byRoot.get('services/api') ?? [], {
    ...{ model: written, python: new Map(), lockRoots: [], hasFile: () => false, list: () => [] },
    followLinks: (path) => [path],
  });
  expect(inputs).toEqual([
    ...folder('services/api'),
    '{workspaceRoot}/frontend',
    '{workspaceRoot}/frontend/**/*',
    '{workspaceRoot}/.dockerignore',
    ...common,
  ]);
});
