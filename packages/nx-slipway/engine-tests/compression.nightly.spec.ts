import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineRegistry } from '../test-support/engine-registry';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { DOCKERD, type SecondEngine, startSecondEngine } from '../test-support/second-engine';
import { handWrittenService, rootFiles } from '../test-support/workspace-files';

const NAMESPACE = `${engineRegistry()}/slipway-old-store-${randomBytes(3).toString('hex')}`;

if (!DOCKERD)
  console.log('DOCKERD IS NOT HERE: an engine without the containerd store is not tested');

describe.skipIf(!DOCKERD)('an engine without the containerd image store', () => {
  const { DOCKER_HOST: shared } = process.env;
  let engine: SecondEngine;
  let workspace: RealWorkspace;

  beforeAll(async () => {
    engine = await startSecondEngine(256 * 2 ** 20, { hasContainerdStore: false });
    process.env.DOCKER_HOST = engine.host;
    workspace = await makeWorkspace(NAMESPACE, {
      ...rootFiles(),
      ...handWrittenService(
        'api',
        'FROM scratch AS api\nCOPY services/api/api.txt /\nCMD ["/x"]\n',
        NAMESPACE,
      ),
      'services/api/api.txt': `${NAMESPACE}\n`,
    });
  });

  afterAll(async () => {
    await workspace?.dispose();
    await engine?.stop();
    if (shared === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = shared;
  });

  const push = (options = {}) => workspace.build(['api'], { push: true, load: false, ...options });

  test.each(['zstd', 'estargz'] as const)(
    'does not push with %s, and builds nothing',
    async (compression) => {
      const { failed, invocations } = await push({ compression });
      expect(failed.api).toContain(`compression=${compression}`);
      expect(failed.api).toContain('docker buildx create --name=ci --driver=docker-container');
      expect(invocations).toBe(0);
    },
  );

  test('builds into its store with zstd, where nothing is compressed, and pushes with gzip', async () => {
    expect((await workspace.build(['api'], { compression: 'zstd' })).failed).toEqual({});
    expect((await push({ compression: 'gzip' })).failed).toEqual({});
  });
});
