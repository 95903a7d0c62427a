import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { imageModel } from './image-model';
import { imagesBuiltFrom } from './images-built-from';

const STACK = 'FROM a AS base\nFROM base AS base-builder\n';

/** Dockerfiles by folder; folders below `services` are Python projects. */
function model(dockerfiles: Readonly<Record<string, string>>) {
  return imageModel(
    Object.keys(dockerfiles).map((root) => ({
      root,
      project: root.replace(/.*\//, ''),
      isPython: root.startsWith('services/'),
    })),
    Object.entries(dockerfiles).map(
      ([root, text]) => parseDockerfile(text, `${root}/Dockerfile`).dockerfile,
    ),
    { namespace: 'acme', list: () => [] },
  );
}

const WORKSPACE = model({
  'images/python': STACK,
  'images/other': STACK,
  'images/science': 'FROM acme/python-base AS base\nFROM base AS base-builder\n',
  'services/api': 'FROM acme/python-base\n',
  'services/compiled': 'FROM acme/python-base-builder AS build\nFROM x\nCOPY --from=build /a /a\n',
  'services/copies': 'FROM x\nCOPY --from=acme/api /a /a\n',
  'services/model': 'FROM acme/science-base\n',
  'services/other': 'FROM acme/other-base\n',
  'services/published': 'FROM acme/python-base:1.2\n',
});

test.each([
  [
    'images/python/Dockerfile',
    ['api', 'compiled', 'copies', 'model', 'science-base', 'science-base-builder'],
  ],
  ['images/science/Dockerfile', ['model']],
  ['images/other/Dockerfile', ['other']],
  ['services/other/Dockerfile', []],
])('of %s: %j', (file, ids) => {
  expect(imagesBuiltFrom(WORKSPACE, file).map(({ id }) => id)).toEqual(ids);
});
