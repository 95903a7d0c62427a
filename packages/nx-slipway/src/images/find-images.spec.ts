import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { findImages, type ImageHome } from './find-images';

const stack = ['FROM python AS base', 'FROM base AS base-builder', 'FROM base-builder AS dev'];
const plain = ['FROM acme/python-base AS base', 'FROM base AS runtime'];

function home(
  root: string,
  files: Readonly<Record<string, readonly string[]>>,
  more: Partial<ImageHome> = {},
): ImageHome {
  const dockerfiles = Object.entries(files).map(
    ([file, lines]) => parseDockerfile(lines.join('\n'), `${root}/${file}`).dockerfile,
  );
  return { root, project: root.split('/').at(-1) ?? root, isPython: true, dockerfiles, ...more };
}

const found = (homes: readonly ImageHome[]) =>
  findImages(homes, 'acme').images.map(({ reference, name, stage }) => [reference, name, stage]);

test('a stack has an image for each of its shared stages, named for the stage', () => {
  const python = home('images/python', { Dockerfile: stack }, { isPython: false });
  expect(findImages([python], 'acme')).toEqual({
    images: ['base', 'base-builder', 'dev'].map((name) => ({
      id: `python-${name}`,
      project: 'python',
      root: 'images/python',
      name,
      dockerfile: 'images/python/Dockerfile',
      stage: name,
      reference: `acme/python-${name}`,
    })),
    problems: [],
  });
});

describe('a service', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>, unknown]>([
    ['with one final stage', { Dockerfile: plain }, [['acme/api', undefined, 'runtime']]],
    [
      'with an unnamed last stage',
      { Dockerfile: ['FROM a'] },
      [['acme/api', undefined, undefined]],
    ],
    ['with one role alone', { 'worker.Dockerfile': plain }, [['acme/api', undefined, 'runtime']]],
    [
      'with a further role: the first image keeps its name',
      { Dockerfile: plain, 'worker.Dockerfile': plain },
      [
        ['acme/api', undefined, 'runtime'],
        ['acme/api-worker', 'worker', 'runtime'],
      ],
    ],
    [
      'with roles only',
      { 'http.Dockerfile': plain, 'worker.Dockerfile': plain },
      [
        ['acme/api-http', 'http', 'runtime'],
        ['acme/api-worker', 'worker', 'runtime'],
      ],
    ],
    [
      'with several final stages',
      { Dockerfile: ['FROM a AS one', 'FROM one AS http', 'FROM one AS test', 'FROM one'] },
      [
        ['acme/api', undefined, undefined],
        ['acme/api-http', 'http', 'http'],
        ['acme/api-test', 'test', 'test'],
      ],
    ],
    [
      'with the stages of a stack and a pyproject',
      { Dockerfile: stack },
      [['acme/api', undefined, 'dev']],
    ],
    ['without a Dockerfile', {}, []],
  ])('%s', (_, files, expected) => {
    expect(found([home('services/api', files)])).toEqual(expected);
  });
});

test('a Dockerfile of another kind of project is not ours', () => {
  expect(found([home('apps/web', { Dockerfile: plain }, { isPython: false })])).toEqual([]);
});

test('two images of one reference are a problem, and the first has it', () => {
  const first = home('a/api', { Dockerfile: plain }, { project: '@one/api' });
  const second = home('b/api', { Dockerfile: plain }, { project: '@two/api' });
  const { images, problems } = findImages([first, second], 'acme');
  expect(images.map(({ root }) => root)).toEqual(['a/api']);
  expect(problems).toEqual([
    {
      kind: 'image-name-taken',
      place: { file: 'b/api/Dockerfile' },
      reference: 'acme/api',
      other: 'a/api/Dockerfile',
    },
  ]);
});

test('without a namespace the reference is the id', () => {
  expect(findImages([home('api', { Dockerfile: plain })], '').images[0]?.reference).toBe('api');
});
