import { describe, expect, test } from 'vitest';
import { infer, python, stack } from '../../../test-support/inferred-projects';

const TARGETS = ['build-image', 'push-image', 'run-image'];
const LEGACY = {
  'apps/legacy/Dockerfile': 'FROM python:3.13\n',
  'apps/legacy/project.json': '{"name": "legacy"}',
};

/** Targets of ours by folder. */
function targetsOf(files: Readonly<Record<string, string>>) {
  const projects: Readonly<Record<string, { readonly targets?: object }>> = infer(files).projects;
  return Object.fromEntries(
    Object.entries(projects).map(([root, { targets = {} }]) => [root, Object.keys(targets)]),
  );
}

function asking(target: object): string {
  return JSON.stringify({ name: 'legacy', targets: { image: target } });
}

describe('a Dockerfile without a Python project', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['with requirements beside it', { 'apps/legacy/requirements.txt': 'flask==3.1.0\n' }],
    ...['build', 'push', 'run'].map((what): [string, Readonly<Record<string, string>>] => [
      `with a target to ${what} it`,
      { 'apps/legacy/project.json': asking({ executor: `nx-slipway:${what}-image` }) },
    ]),
    [
      'with such a target in package.json',
      {
        'apps/legacy/package.json': JSON.stringify({
          nx: { targets: { image: { executor: 'nx-slipway:run-image' } } },
        }),
      },
    ],
    [
      'with such a target beside a pyproject that makes no project',
      {
        'apps/legacy/pyproject.toml': '[tool.uv.workspace]\nmembers = []\n',
        'apps/legacy/project.json': asking({ executor: 'nx-slipway:build-image' }),
      },
    ],
  ])('%s is an image with all targets', (_, files) =>
    expect(targetsOf({ ...LEGACY, ...files })).toEqual({ 'apps/legacy': TARGETS }),
  );

  test.each<[string, Readonly<Record<string, string>>]>([
    ['of another language', {}],
    [
      'that another plugin builds',
      { 'apps/legacy/project.json': asking({ executor: 'x:build-image' }) },
    ],
    [
      'beside a pyproject that makes no project',
      {
        'apps/legacy/pyproject.toml': '[tool.uv.workspace]\nmembers = []\n',
        'apps/legacy/requirements.txt': '',
      },
    ],
  ])('%s is none', (_, files) => expect(targetsOf({ ...LEGACY, ...files })).toEqual({}));

  test('and without an Nx project is none', () =>
    expect(
      targetsOf({ 'apps/x/Dockerfile': 'FROM x\n', 'apps/x/requirements.txt': 'six==1.17.0\n' }),
    ).toEqual({}));
});

test('a stack is one with requirements and configured targets too', () => {
  const files = {
    'images/python/Dockerfile': stack,
    'images/python/project.json': JSON.stringify({
      targets: { 'build-image-base': { executor: 'nx-slipway:build-image' } },
    }),
    'images/python/requirements.txt': 'uv==0.9.0\n',
    'services/api/pyproject.toml': python('api'),
    'services/api/Dockerfile': 'FROM acme/python-base AS base\n',
  };
  expect(targetsOf(files)['images/python']).toEqual(
    targetsOf({
      ...files,
      'images/python/project.json': '{}',
      'images/python/requirements.txt': '',
    })['images/python'],
  );
  expect(targetsOf(files)['images/python']).not.toContain('run-image');
});

test('what is wrong with such a Dockerfile is said', () => {
  const { problems } = infer({
    ...LEGACY,
    'apps/legacy/Dockerfile': 'FRMO x\n',
    'apps/legacy/requirements.txt': '',
  });
  expect(problems.map(([kind]) => kind)).toEqual(['dockerfile-broken']);
});
