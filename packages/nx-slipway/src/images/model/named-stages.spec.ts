import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findImages, type ProjectRoot } from './find-images';

const search = { namespace: 'acme', list: () => [] };

function home(root: string, files: Readonly<Record<string, readonly string[]>>): ProjectRoot {
  const dockerfiles = Object.entries(files).map(
    ([file, lines]) => parseDockerfile(lines.join('\n'), `${root}/${file}`).dockerfile,
  );
  return { root, project: root.split('/').at(-1) ?? root, isPython: true, dockerfiles };
}

function found(projectRoots: readonly ProjectRoot[]) {
  return findImages(projectRoots, search).images.map(({ reference, name, stage }) => [
    reference,
    name,
    stage,
  ]);
}

describe('a stage that others of its file are built from', () => {
  const web = ['FROM python AS base', 'FROM base AS web'];

  test('is an image where another Dockerfile names it', () => {
    const user = home('services/job', { Dockerfile: ['FROM acme/web-base'] });
    expect(found([home('services/web', { Dockerfile: web }), user])).toEqual([
      ['acme/job', undefined, undefined],
      ['acme/web', undefined, 'web'],
      ['acme/web-base', 'base', 'base'],
    ]);
  });

  test('has the role of its file in its name', () => {
    const files = { 'web.Dockerfile': web, 'job.Dockerfile': ['FROM acme/web-web-base'] };
    expect(found([home('services/web', files)])).toContainEqual([
      'acme/web-web-base',
      'web-base',
      'base',
    ]);
  });

  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['nobody names', { Dockerfile: web }],
    [
      'another Dockerfile has the name of',
      {
        Dockerfile: web,
        'base.Dockerfile': ['FROM python'],
        'job.Dockerfile': ['FROM acme/web-base'],
      },
    ],
    [
      'is in a generated Dockerfile',
      {
        Dockerfile: [
          'FROM a AS dependencies',
          'FROM a AS libraries',
          'FROM a AS application',
          'FROM a AS base',
          'FROM base',
        ],
        'job.Dockerfile': ['FROM acme/web-base'],
      },
    ],
  ])('is none that %s', (_, files) => {
    const stages = findImages([home('services/web', files)], search).images.filter(
      ({ dockerfile, stage }) => dockerfile === 'services/web/Dockerfile' && stage === 'base',
    );
    expect(stages).toEqual([]);
  });
});
