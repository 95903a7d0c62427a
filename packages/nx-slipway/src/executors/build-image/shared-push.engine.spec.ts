import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorkspace, type RealWorkspace } from '../../../test-support/real-workspace';
import { type CountingRegistry, startCountingRegistry } from '../../../test-support/counting-registry';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { PARTITION_FILE } from '../../images/shared-layers/layer-partition';

const SERVICES = ['a', 'b', 'c', 'd'];

let registry: CountingRegistry;
let workspace: RealWorkspace;

beforeAll(async () => {
  registry = await startCountingRegistry(`${process.env.SLIPWAY_REGISTRY}`);
  const namespace = `${registry.host}/slipway-push-${randomBytes(3).toString('hex')}`;
  const stack = stackFiles(namespace);
  workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...stack,
    ...Object.assign({}, ...SERVICES.map((name) => serviceFiles({ name, packages: ['toolz'] }, namespace))),
    [PARTITION_FILE]: JSON.stringify({ version: 1, stacks: { python: { toolz: ['toolz'] } } }),
  });
});
afterAll(async () => {
  registry?.stop();
  await workspace?.dispose();
});

test('x', async () => {
  const { failed } = await workspace.build(SERVICES, { push: true });
  expect(failed).toEqual({});
  console.log(registry.uploads());
});
