import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDKIT } from '../test-support/buildkit-programs';
import { type ContainerBuilder, startContainerBuilder } from '../test-support/container-builder';
import { engineRegistry } from '../test-support/engine-registry';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `${engineRegistry()}/slipway-container-${randomBytes(3).toString('hex')}`;
const ALL = ['python', 'a', 'b'] as const;
const OWN_STEP = 'RUN --network=none install-projects services/a/pyproject.toml';

if (!BUILDKIT) console.log('BUILDKIT IS NOT HERE: builders in a container are not tested');

// What `docker/setup-buildx-action` makes on a machine of GitHub's.
describe.skipIf(!BUILDKIT)('a builder of the driver docker-container', () => {
  let builder: ContainerBuilder;
  let workspace: RealWorkspace;

  beforeAll(async () => {
    builder = await startContainerBuilder();
    workspace = await makeWorkspace(NAMESPACE, {
      ...rootFiles(),
      ...stackFiles(NAMESPACE),
      ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
      ...serviceFiles({ name: 'a', libraries: ['shared'], packages: ['toolz'] }, NAMESPACE),
      ...serviceFiles({ name: 'b', libraries: ['shared'] }, NAMESPACE),
    });
  });

  afterAll(async () => {
    await builder?.stop();
    await workspace?.dispose();
  });

  const build = (options = {}) => workspace.build(ALL, { builder: builder.name, ...options });
  const change = (): void => {
    const file = 'services/a/src/a/__init__.py';
    workspace.write({ [file]: `${workspace.read(file)}# ${randomBytes(4).toString('hex')}\n` });
  };

  test('hands all images of a run over to the engine, by one call', async () => {
    const report = await build();
    expect(report.failed).toEqual({});
    expect(report.invocations).toBe(1);
    for (const name of ['a', 'b']) {
      expect(await call('docker', ['run', '--rm', `${NAMESPACE}/${name}`])).toBe(name);
    }
  });

  test('is not asked for what the engine has', async () => {
    const report = await build({ reuse: true });
    expect(report.failed).toEqual({});
    expect(report.invocations).toBe(0);
  });

  test('one changed line runs one step', async () => {
    change();
    const report = await build({ reuse: true });
    expect(report.failed).toEqual({});
    expect(report.runs).toEqual([OWN_STEP]);
  });

  test('pushes without handing over, and finds what it has pushed', async () => {
    change();
    const to = { push: true, load: false, reuse: true };
    const report = await build(to);
    expect(report.failed).toEqual({});
    expect(report.runs).toEqual([OWN_STEP]);
    expect((await build(to)).invocations).toBe(0);
    await call('docker', ['pull', '--quiet', `${NAMESPACE}/a`]);
    expect(await call('docker', ['run', '--rm', `${NAMESPACE}/a`])).toBe('a');
  });

  test('keeps its layers in a registry', async () => {
    change();
    const report = await build({
      cacheBackend: `type=registry,ref=${NAMESPACE}/build-cache`,
      cacheWrite: true,
    });
    expect(report.failed).toEqual({});
    expect(report.printed).not.toContain('note: the cache');
  });
});
