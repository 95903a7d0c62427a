import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { imageModel } from './image-model';

/** A workspace of `images/<stack>` and `services/<service>` folders. */
function model(files: Readonly<Record<string, readonly string[]>>, namespace = 'acme') {
  const dockerfiles = Object.entries(files).map(
    ([file, lines]) => parseDockerfile(lines.join('\n'), file).dockerfile,
  );
  const roots = dockerfiles.map(({ file }) => file.replace(/\/[^/]*$/, ''));
  const projectRoots = roots.map((root) => ({
    root,
    project: root.replace(/.*\//, ''),
    isPython: root.startsWith('services/'),
  }));
  return imageModel(projectRoots, dockerfiles, { namespace, list: () => [] });
}

const stack = ['FROM python:3.13 AS base', 'FROM base AS base-builder'];
const service = [
  'FROM acme/python-base AS python-base',
  'FROM acme/python-base-builder:latest AS builder',
  'RUN --mount=type=bind,from=acme/python-base:1.2,target=/x y',
  'FROM python-base AS runtime',
  'COPY --from=builder /app /app',
];

test('images are linked to those their reachable stages name', () => {
  const { links, problems } = model({
    'images/python/Dockerfile': stack,
    'services/api/Dockerfile': service,
  });
  expect(problems).toEqual([]);
  const summary = [...links].map(([id, { upstream, external }]) => [
    id,
    upstream.map(({ image, reference }) => `${image.id} in line ${reference.line}`),
    external.map(({ text }) => text),
  ]);
  expect(summary).toEqual([
    ['api', ['python-base in line 1', 'python-base-builder in line 2'], ['acme/python-base:1.2']],
    ['python-base', [], ['python:3.13']],
    ['python-base-builder', [], ['python:3.13']],
  ]);
});

describe('a reference that is almost a stack', () => {
  const files = (from: string) => ({
    'images/python/Dockerfile': stack,
    'services/api/Dockerfile': ['# a comment', `FROM ${from}`],
  });

  test('is a problem that lists the stages there are', () => {
    expect(model(files('acme/python-bilder')).problems).toEqual([
      {
        kind: 'stage-unknown',
        place: { file: 'services/api/Dockerfile', line: 2 },
        reference: 'acme/python-bilder',
        known: ['acme/python-base', 'acme/python-base-builder'],
      },
    ]);
  });

  test.each(['acme/python-bilder:1', 'acme/node-base', 'other/python-x', 'python-x'])(
    '%s may well be published',
    (from) => expect(model(files(from)).problems).toEqual([]),
  );

  test('is none without a namespace', () => {
    expect(model(files('python-x'), '').problems).toEqual([]);
  });
});

describe('a reference to what only a folder without a project would make', () => {
  const stray = parseDockerfile('FROM x', 'docker/base/Dockerfile').dockerfile;
  const problemsOf = (from: string, namespace = 'acme') => {
    const api = parseDockerfile(`FROM ${from}`, 'services/api/Dockerfile').dockerfile;
    const projectRoots = [{ root: 'services/api', project: 'api', isPython: true }];
    return imageModel(projectRoots, [api, stray], { namespace, list: () => [] }).problems;
  };

  test('is a warning that names the Dockerfile', () => {
    expect(problemsOf('acme/base:latest')).toEqual([
      {
        kind: 'dockerfile-without-project',
        place: { file: 'services/api/Dockerfile', line: 1 },
        reference: 'acme/base',
        dockerfile: 'docker/base/Dockerfile',
      },
    ]);
  });

  test.each<[string, string?]>([['acme/base:1'], ['acme/other'], ['base'], ['base', '']])(
    'and %s is none',
    (from, namespace) => expect(problemsOf(from, namespace)).toEqual([]),
  );
});

test('a name of its own means what is published under it', () => {
  const { links, problems } = model({ 'services/nginx/Dockerfile': ['FROM nginx'] }, '');
  expect(problems).toEqual([]);
  expect(links.get('nginx')).toMatchObject({ upstream: [], external: [{ text: 'nginx' }] });
});

test('images built from each other are a problem with the whole chain', () => {
  const { problems } = model({
    'services/a/Dockerfile': ['FROM acme/b'],
    'services/b/Dockerfile': ['FROM x', 'COPY --from=acme/c a b'],
    'services/c/Dockerfile': ['FROM acme/a'],
    'services/d/Dockerfile': ['FROM acme/a'],
  });
  expect(problems).toEqual([
    {
      kind: 'image-cycle',
      place: { file: 'services/a/Dockerfile', line: 1 },
      chain: ['acme/a', 'acme/b', 'acme/c', 'acme/a'],
      files: ['services/a/Dockerfile', 'services/b/Dockerfile', 'services/c/Dockerfile'],
    },
  ]);
});
