import { expect, test } from 'vitest';
import type { Image } from '../../images/model/image';
import { imageJobs } from './image-jobs';

function image(name?: string): Image {
  return {
    ...{ id: name ?? 'shop', project: 'shop', root: 'shop', dockerfile: 'Dockerfile' },
    ...{ reference: 'acme/shop', ...(name !== undefined && { name }) },
  };
}

function run(options: object, more: object = {}) {
  return { executor: 'nx-slipway:run-image', options, ...more };
}

const command = ['alembic', 'upgrade', 'head'];

test('targets that run a command in an image, sorted', () => {
  const targets = {
    seed: run({ command: ['seed'], tag: 'acme/shop:1' }),
    mail: run({ command: ['dramatiq'], image: 'worker' }, { continuous: true }),
    'run-image': run({}),
    empty: run({ command: [] }),
    other: { executor: 'nx:run-commands', options: { command } },
    lost: run({ command, image: 'gone' }),
  };
  expect(imageJobs(targets, [image(), image('worker')])).toEqual([
    { image: image('worker'), job: { target: 'mail', command: ['dramatiq'] }, isContinuous: true },
    {
      ...{ image: image(), reference: 'acme/shop:1' },
      ...{ job: { target: 'seed', command: ['seed'] }, isContinuous: false },
    },
  ]);
});

test('the only image has them, whatever its name', () => {
  expect(imageJobs({ migrate: run({ command }) }, [image('web')])).toHaveLength(1);
  expect(imageJobs({ migrate: run({ command }) }, [image('web'), image('tool')])).toEqual([]);
  expect(imageJobs({ migrate: run({ command }) }, [])).toEqual([]);
});
