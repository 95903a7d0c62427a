import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { type BuildkitNodes, startBuildkitNodes } from '../test-support/buildkit-nodes';
import { BUILDKIT } from '../test-support/buildkit-programs';
import { firstDifference } from '../test-support/first-difference';
import { buildIn, call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';
import { checkOutElsewhere } from './reproducible';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;
const ALL = ['python', 'a', 'b'] as const;
const IMAGES = ['python-base', 'a', 'b'] as const;

if (!BUILDKIT) console.log('BUILDKIT IS NOT HERE: images of two engines are not compared');

describe.skipIf(!BUILDKIT)('two engines that never met', () => {
  let nodes: BuildkitNodes;
  let workspace: RealWorkspace;
  let checkout: string;

  beforeAll(async () => {
    nodes = await startBuildkitNodes(1);
    workspace = await makeWorkspace(NAMESPACE, {
      ...rootFiles(),
      ...stackFiles(NAMESPACE, { apt: ['libpq5'] }),
      ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
      ...serviceFiles(
        { name: 'a', libraries: ['shared'], packages: ['anyio', 'toolz'] },
        NAMESPACE,
      ),
      ...serviceFiles({ name: 'b', libraries: ['shared'], packages: ['anyio'] }, NAMESPACE),
      [LAYER_GROUPS_FILE]: `${JSON.stringify({
        version: 1,
        stacks: { python: { anyio: ['anyio', 'idna', 'typing-extensions'] } },
      })}\n`,
    });
    checkout = checkOutElsewhere(workspace.root);
  });

  afterAll(async () => {
    await nodes?.stop();
    if (checkout) rmSync(checkout, { recursive: true });
    await workspace?.dispose();
  });

  test('make the same images, of checkouts with other places, times and modes', async () => {
    expect((await workspace.build(ALL)).failed).toEqual({});
    for (const image of IMAGES) {
      await call('docker', ['tag', `${NAMESPACE}/${image}`, `${NAMESPACE}/${image}:one`]);
    }
    const builder = nodes.nodes[0]?.builder ?? '';
    const other = await buildIn(checkout, NAMESPACE, ALL, { builder });
    expect(other.failed).toEqual({});
    const differences = IMAGES.map(async (image) => [
      image,
      await firstDifference(`${NAMESPACE}/${image}:one`, `${NAMESPACE}/${image}`),
    ]);
    expect(Object.fromEntries(await Promise.all(differences))).toEqual(
      Object.fromEntries(IMAGES.map((image) => [image, undefined])),
    );
  });
});
