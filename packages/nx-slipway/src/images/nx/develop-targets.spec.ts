import { expect, test } from 'vitest';
import type { Image } from '../model/image';
import type { DevStack } from '../model/stacks';
import { developTargets } from './develop-targets';

function image(name?: string, project = 'shop'): Image {
  const id = name === undefined ? project : `${project}-${name}`;
  return {
    ...{ id, project, root: project, dockerfile: 'Dockerfile', reference: `acme/${id}` },
    ...(name !== undefined && { name }),
  };
}

const stack = { name: 'python', dev: image('dev', 'python') } as DevStack;

function targets(images: readonly Image[], more: object = {}) {
  return developTargets('dev', {
    ...{ name: 'shop', images, own: undefined, stack, buildTargetName: 'build-image' },
    ...{ taken: new Set<string>(), ...more },
  });
}

test('one for each image, which runs in the stage dev of the stack', () => {
  const found = targets([image(), image('worker')]);
  expect(Object.keys(found)).toEqual(['dev', 'dev-worker']);
  expect(found['dev-worker']).toMatchObject({
    executor: 'nx-slipway:develop',
    options: { image: 'worker' },
    continuous: true,
    dependsOn: [{ projects: ['python'], target: 'build-image-dev' }],
  });
});

test('or in an image of its own', () => {
  const found = targets([image('web')], { own: image('dev') });
  expect(found).toMatchObject({
    dev: {
      options: { image: 'web' },
      dependsOn: [{ projects: ['shop'], target: 'build-image-dev' }],
    },
  });
});

test('none without a place, and none that a file defines', () => {
  expect(targets([image()], { stack: undefined })).toEqual({});
  expect(Object.keys(targets([image(), image('web')], { taken: new Set(['dev']) }))).toEqual([
    'dev-web',
  ]);
});
