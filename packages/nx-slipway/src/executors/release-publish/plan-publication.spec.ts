import { expect, test } from 'vitest';
import type { Image } from '../../images/image';
import { planPublication } from './plan-publication';

const image = (id: string, name?: string) =>
  ({
    id,
    project: 'shop',
    reference: `acme/${id}`,
    root: 'services/shop',
    ...(name && { name }),
  }) as Image;

const facts = {
  root: 'services/shop',
  images: [image('shop'), image('shop-dramatiq', 'dramatiq')],
  version: { version: '1.2.0' },
  namespace: 'acme',
  repositories: ['registry.example/{{image}}'],
};

const task = (nxReleaseVersionData?: Record<string, { newVersion: string | null }>) => ({
  id: 'shop:nx-release-publish',
  project: 'shop',
  options: { ...(nxReleaseVersionData && { nxReleaseVersionData }) },
});

test.each([
  ['the version it has', undefined, '1.2.0'],
  [
    'the version it has, where the release is not its own',
    { api: { newVersion: '9.0.0' } },
    '1.2.0',
  ],
  ['the version just given', { shop: { newVersion: '1.3.0' } }, '1.3.0'],
])('all images of a project are pushed under %s', (_, versionData, version) => {
  expect(planPublication(task(versionData), facts)).toEqual({
    kind: 'push',
    task: 'shop:nx-release-publish',
    project: 'shop',
    version,
    tags: [`type=raw,value=${version}`],
    references: [`registry.example/shop:${version}`, `registry.example/shop-dramatiq:${version}`],
  });
});

test('a project that the release gives no new version pushes nothing', () => {
  expect(planPublication(task({ shop: { newVersion: null } }), facts).kind).toBe('unchanged');
});

test('of a stack the images that are built unasked are pushed', () => {
  const images = ['base', 'base-builder', 'dev'].map((name) => image(`python-${name}`, name));
  const publication = planPublication(task(), { ...facts, images });
  expect(publication).toMatchObject({
    references: [
      'registry.example/python-base:1.2.0',
      'registry.example/python-base-builder:1.2.0',
    ],
  });
});

test('a project without a version and without images fails with both', () => {
  const problem = {
    kind: 'version-nowhere',
    place: { file: 'services/shop/pyproject.toml' },
  } as const;
  const publication = planPublication(task(), { ...facts, images: [], version: { problem } });
  expect(publication.kind === 'problem' && publication.problems.map(({ kind }) => kind)).toEqual([
    'project-without-image',
    'version-nowhere',
  ]);
});
