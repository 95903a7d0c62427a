import { describe, expect, test } from 'vitest';

import { common, folder, inputsOf, targets } from '../../../test-support/planned-targets';

describe('pushing', () => {
  const names = { buildTargetName: 'image', pushTargetName: 'publish' };

  test('begins with what the build target says, and names the file of its digests', () => {
    const { publish, 'publish-worker': worker } = targets('services/api', names);
    expect(publish).toEqual({
      executor: 'nx-slipway:push-image',
      options: { buildTarget: 'image', digestFile: 'dist/services/api/images.json' },
      outputs: ['{options.digestFile}'],
      cache: false,
      inputs: ['image'],
      metadata: {
        description: 'Push acme/api, acme/api-worker',
        help: {
          command: 'nx run api:publish --help',
          example: { options: { tags: ['type=sha'] } },
        },
      },
    });
    expect(worker).toMatchObject({
      options: {
        buildTarget: 'image-worker',
        digestFile: 'dist/services/api/image-worker.json',
      },
      inputs: ['image-worker'],
    });
  });

  test('is no target of a stack', () => {
    expect(Object.keys(targets('images/other', names))).toEqual([
      'image',
      'image-base',
      'image-base-builder',
    ]);
  });
});

describe('a stack', () => {
  const stack = targets('images/python', { buildTargetName: 'image', runTargetName: 'start' });

  test('builds base and base-builder; dev only when asked; nothing of it runs', () => {
    expect(Object.keys(stack)).toEqual(['image', 'image-base', 'image-base-builder', 'image-dev']);
    expect(stack.image?.metadata.description).toBe(
      'Build acme/python-base, acme/python-base-builder',
    );
    expect(stack['image-dev']).toMatchObject({ options: { image: 'dev' }, dependsOn: ['^image'] });
  });

  test('has the lock for an input where dev installs from it', () => {
    expect(inputsOf('images/python')).toEqual([...folder('images/python'), ...common]);
    expect(inputsOf('images/python', 'build-image-dev')).toContain('{workspaceRoot}/uv.lock');
  });
});
