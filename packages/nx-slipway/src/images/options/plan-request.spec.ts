import { describe, expect, test } from 'vitest';
import type { Image } from '../model/image';
import { planRequest, type RawImageOptions } from './plan-request';

function image(name: string | undefined): Image {
  return {
    id: name === undefined ? 'api' : `api-${name}`,
    project: 'api',
    root: 'services/api',
    ...(name !== undefined && { name }),
    dockerfile: 'services/api/Dockerfile',
    reference: 'acme/api',
  };
}
const project = { name: 'api', root: 'services/api' };
const stack = ['base', 'base-builder', 'dev'].map(image);
const roles = [undefined, 'worker'].map(image);

function ids(images: readonly Image[], raw: RawImageOptions = {}) {
  return planRequest(project, images, raw).images.map(({ id }) => id);
}

describe('which images', () => {
  test.each<[string, readonly Image[], RawImageOptions, readonly string[]]>([
    ['all of a service', roles, {}, ['api', 'api-worker']],
    ['all of a stack but dev', stack, {}, ['api-base', 'api-base-builder']],
    ['dev where it is named', stack, { image: 'dev' }, ['api-dev']],
    ['dev of a service, which is a role like others', [image('dev')], {}, ['api-dev']],
    ['the one that is named', roles, { image: 'worker' }, ['api-worker']],
    ['the one without a name, by that of the project', roles, { image: 'api' }, ['api']],
    ['none of an unknown name', roles, { image: 'gone' }, []],
  ])('%s', (_, images, raw, expected) => {
    expect(ids(images, raw)).toEqual(expected);
  });
});

test('options have defaults that load the image', () => {
  expect(planRequest(project, roles, {}).options).toEqual({
    tags: [],
    outputs: [],
    load: true,
    push: false,
    platforms: [],
    buildArgs: {},
    labels: {},
    contexts: {},
    secrets: [],
    ssh: [],
    caches: { from: [], to: [] },
    pull: false,
    noCache: false,
    reuse: 'store',
  });
});

test.each<[RawImageOptions, boolean]>([
  [{ push: true }, false],
  [{ output: ['type=oci,dest=x'] }, false],
  [{ push: true, load: true }, true],
  [{ load: false }, false],
])('%j loads: %s', (raw, load) => {
  expect(planRequest(project, roles, raw).options.load).toBe(load);
});

test.each<[string, RawImageOptions, string | undefined, readonly string[]]>([
  ['the environment', {}, '/env.pem', ['id=ca,src=/env.pem']],
  ['the option', { caBundle: '/own.pem' }, '/env.pem', ['id=ca,src=/own.pem']],
  ['a secret of that id', { secrets: ['id=ca,env=CA'] }, '/env.pem', ['id=ca,env=CA']],
  ['a secret, wherever its id stands', { secrets: ['src=/x,id=ca'] }, '/e', ['src=/x,id=ca']],
  [
    'the environment beside other secrets',
    { secrets: ['id=cafe,env=C'] },
    '/env.pem',
    ['id=cafe,env=C', 'id=ca,src=/env.pem'],
  ],
  ['nobody', {}, undefined, []],
])('certificates are given by %s', (_, raw, bundle, secrets) => {
  expect(planRequest(project, roles, raw, bundle).options.secrets).toEqual(secrets);
});

test('platforms come in the form that is compared, each once', () => {
  const platforms = ['linux/arm64/v8, aarch64', 'x86_64'];
  expect(planRequest(project, roles, { platforms }).options.platforms).toEqual([
    'linux/arm64',
    'linux/amd64',
  ]);
});

describe('problems', () => {
  const problems = (images: readonly Image[], raw: RawImageOptions) =>
    planRequest(project, images, raw).problems;

  test('a project without images', () => {
    const kind = 'project-without-image';
    expect(problems([], {})).toEqual([{ kind, project: 'api', root: 'services/api' }]);
  });

  test('an image that is not there', () => {
    expect(problems(roles, { image: 'gone' })).toEqual([
      {
        kind: 'image-unknown',
        project: 'api',
        name: 'gone',
        known: ['api', 'worker'],
      },
    ]);
  });

  test.each<[RawImageOptions, string, string]>([
    [{ tags: ['a', 'b'] }, 'tags', 'a,b'],
    [{ target: 'test' }, 'target', 'test'],
  ])('%j for several images', (raw, option, value) => {
    const expected = '--image=worker with it, since the project has 2 images';
    expect(problems(roles, raw)).toEqual([
      { kind: 'option-invalid', project: 'api', option, value, expected },
    ]);
    expect(problems(roles, { ...raw, image: 'worker' })).toEqual([]);
  });

  test.each<[string, string]>([
    ['linux/amd46', 'linux/amd64'],
    ['vax', "platforms such as linux/amd64 or linux/arm64; without any it is the builder's own"],
  ])('a platform that is none: %s', (value, expected) => {
    expect(problems([image(undefined)], { platforms: [value, 'linux/arm64'] })).toEqual([
      { kind: 'option-invalid', project: 'api', option: 'platforms', value, expected },
    ]);
  });

  test('no tags at all are none', () => {
    expect(problems(roles, { tags: [] })).toEqual([]);
  });
});
