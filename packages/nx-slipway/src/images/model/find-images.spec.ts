import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findImages, type ImageSearch, type ProjectRoot } from './find-images';

/** A workspace with no file but the Dockerfiles. */
const search: ImageSearch = { namespace: 'acme', list: () => [] };
const stack = ['FROM python AS base', 'FROM base AS base-builder', 'FROM base-builder AS dev'];
const plain = ['FROM acme/python-base AS base', 'FROM base AS runtime'];

function home(
  root: string,
  files: Readonly<Record<string, readonly string[]>>,
  more: Partial<ProjectRoot> = {},
): ProjectRoot {
  const dockerfiles = Object.entries(files).map(
    ([file, lines]) => parseDockerfile(lines.join('\n'), `${root}/${file}`).dockerfile,
  );
  return { root, project: root.split('/').at(-1) ?? root, isPython: true, dockerfiles, ...more };
}

function found(projectRoots: readonly ProjectRoot[]) {
  return findImages(projectRoots, search).images.map(({ reference, name, stage }) => [
    reference,
    name,
    stage,
  ]);
}

test('a stack has an image for each of its shared stages, named for the stage', () => {
  const python = home('images/python', { Dockerfile: stack }, { isPython: false });
  expect(findImages([python], search)).toEqual({
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
      'with several final stages for a role: the one without a name has that of the role',
      { 'worker.dockerfile': ['FROM a AS test', 'FROM b'] },
      [
        ['acme/api-test', 'test', 'test'],
        ['acme/api-worker', 'worker', undefined],
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

describe('a project of another kind', () => {
  const base = home('docker/base', { Dockerfile: ['FROM python:3.13'] }, { isPython: false });
  const web = home(
    'apps/web',
    { Dockerfile: ['FROM node'], 'ssr.Dockerfile': ['FROM node'] },
    { isPython: false },
  );
  const service = (...lines: readonly string[]) => home('services/api', { Dockerfile: lines });

  test.each<[string, readonly ProjectRoot[], readonly string[]]>([
    ['has no image by itself', [base, web], []],
    [
      'has those that an image of ours names, in any way',
      [base, web, service('FROM acme/base:latest', 'COPY --from=acme/web /a /a')],
      ['acme/api', 'acme/base', 'acme/web'],
    ],
    [
      'by a mount',
      [web, service('FROM x', 'RUN --mount=type=bind,from=acme/web-ssr,target=/x y')],
      ['acme/api', 'acme/web-ssr'],
    ],
    [
      'has those that are named over others',
      [
        base,
        home('docker/django-base', { Dockerfile: ['FROM acme/base'] }, { isPython: false }),
        service('FROM acme/django-base'),
      ],
      ['acme/api', 'acme/base', 'acme/django-base'],
    ],
    [
      'has none under a tag or a digest, which name what is published',
      [base, service('FROM acme/base:1.2', 'COPY --from=acme/base@sha256:0 a b')],
      ['acme/api'],
    ],
    [
      'has none where a Python project has its name, and nobody names it',
      [home('apps/api', { Dockerfile: ['FROM node'] }, { isPython: false }), service('FROM x')],
      ['acme/api'],
    ],
    [
      'has one beside a stack of its folder, named as a further role',
      [
        home(
          'images/python',
          { Dockerfile: stack, 'tools.Dockerfile': ['FROM x'] },
          { isPython: false },
        ),
        service('FROM acme/python-tools'),
      ],
      [
        'acme/api',
        'acme/python-base',
        'acme/python-base-builder',
        'acme/python-dev',
        'acme/python-tools',
      ],
    ],
  ])('%s', (_, projectRoots, expected) => {
    const { images, problems } = findImages(projectRoots, search);
    expect(images.map(({ reference }) => reference)).toEqual(expected);
    expect(problems).toEqual([]);
  });
});

describe('of two images of one reference', () => {
  const first = home('a/api', { Dockerfile: plain }, { project: '@one/api' });
  const second = home('b/api', { Dockerfile: plain }, { project: '@two/api' });

  test('the first has it, the second one of its path and a problem', () => {
    const { images, problems } = findImages([first, second], search);
    expect(images.map(({ root, reference }) => [root, reference])).toEqual([
      ['a/api', 'acme/api'],
      ['b/api', 'acme/b-api-dockerfile'],
    ]);
    expect(problems).toEqual([
      {
        kind: 'image-name-taken',
        place: { file: 'b/api/Dockerfile' },
        reference: 'acme/api',
        other: 'a/api/Dockerfile',
      },
    ]);
  });

  test('that are none of ours it is a problem once an image of ours names them', () => {
    const projectRoots = [first, second].map((each) => ({ ...each, isPython: false }));
    expect(findImages(projectRoots, search)).toEqual({ images: [], problems: [] });
    const jobs = home('services/jobs', { Dockerfile: ['FROM acme/api'] });
    expect(findImages([...projectRoots, jobs], search).problems).toMatchObject([
      { kind: 'image-name-taken', place: { file: 'b/api/Dockerfile' } },
    ]);
  });
});

test('a Python project has its name before a project of another kind', () => {
  const web = home('apps/api', { Dockerfile: ['FROM node'] }, { isPython: false });
  const api = home('services/api', { Dockerfile: ['FROM x'] });
  const jobs = home('services/jobs', { Dockerfile: ['FROM acme/api'] });
  const { images, problems } = findImages([web, api, jobs], search);
  expect(images.find(({ id }) => id === 'api')?.root).toBe('services/api');
  expect(problems).toMatchObject([
    { place: { file: 'apps/api/Dockerfile' }, other: 'services/api/Dockerfile' },
  ]);
});

test('a Dockerfile that shows no stage has an image all the same', () => {
  expect(found([home('api', { Dockerfile: ['FROM'] })])).toEqual([
    ['acme/api', undefined, undefined],
  ]);
});

test('without a namespace the reference is the id', () => {
  const subject = [home('api', { Dockerfile: plain })];
  expect(findImages(subject, { ...search, namespace: '' }).images[0]?.reference).toBe('api');
});

test('an image has the build context its Dockerfile was written for', () => {
  const list = (folder: string) => (folder === 'services/api' ? ['requirements.txt'] : []);
  const subject = [home('services/api', { Dockerfile: ['FROM x', 'COPY requirements.txt .'] })];
  expect(findImages(subject, { ...search, list }).images[0]?.context).toBe('services/api');
});
