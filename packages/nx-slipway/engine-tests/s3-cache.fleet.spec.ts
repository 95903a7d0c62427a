import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BuildkitNodes, startBuildkitNodes } from '../test-support/buildkit-nodes';
import { BUILDKIT } from '../test-support/buildkit-programs';
import { engineRegistry } from '../test-support/engine-registry';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { S3_SERVER, type S3Server, startS3Server } from '../test-support/s3-server';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `${engineRegistry()}/slipway-s3-${randomBytes(3).toString('hex')}`;
const ALL = ['python', 'a', 'b'] as const;

/** What a build differs in. */
interface Request {
  readonly bucket?: string;
  readonly projects?: readonly string[];
}

if (!S3_SERVER) console.log('NO S3 SERVER IS HERE: layers in a bucket are not tested');

describe.skipIf(!BUILDKIT || !S3_SERVER)('layers in a bucket', () => {
  let s3: S3Server;
  let fleet: BuildkitNodes;
  let workspace: RealWorkspace;

  beforeAll(async () => {
    s3 = await startS3Server();
    fleet = await startBuildkitNodes(2);
    workspace = await makeWorkspace(NAMESPACE, {
      ...rootFiles(),
      ...stackFiles(NAMESPACE),
      ...serviceFiles({ name: 'a', packages: ['toolz'] }, NAMESPACE),
      ...serviceFiles({ name: 'b', packages: ['six'] }, NAMESPACE),
    });
    for (const [name, value] of Object.entries(s3.credentials)) vi.stubEnv(name, value);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await workspace?.dispose();
    await fleet?.stop();
    await s3?.stop();
  });

  const build = (node: number, { bucket = s3.bucket, projects = ALL }: Request = {}) =>
    workspace.build(projects, {
      ...{ builder: fleet.nodes[node]?.builder ?? '', cacheWrite: true },
      cacheBackend: `type=s3,region=us-east-1,bucket=${bucket},endpoint_url=${s3.endpoint},use_path_style=true`,
    });

  test('each image has its own, and credentials from the environment are in no command or bake file', async () => {
    const { failed, printed, commands, bakeFiles } = await build(0);
    expect(failed).toEqual({});
    expect(printed).not.toContain('note: the cache');
    const manifests = s3.objects().filter((name) => name.startsWith('manifests/'));
    expect(manifests.map((name) => name.replace('manifests/', '')).sort()).toEqual([
      'a',
      'b',
      'python-base',
      'python-base-builder',
    ]);
    const [, password = ''] = Object.values(s3.credentials);
    expect([...commands, ...bakeFiles, printed].join('\n')).not.toContain(password);
  });

  // Of services, whose targets are linked, BuildKit does not find all: docs/how-to/caches.md.
  test('an empty machine has those of the stack back, and runs none of its steps', async () => {
    const { failed, printed, runs } = await build(1, { projects: ['python'] });
    expect(failed).toEqual({});
    expect(printed).not.toContain('note: the cache');
    expect(runs).toEqual([]);
  });

  test('a bucket that is not there is said, and images are built all the same', async () => {
    const { failed, printed } = await build(1, { bucket: 'elsewhere' });
    expect(failed).toEqual({});
    expect(printed.match(/note: the cache could not be written: .*NoSuchBucket/g)).toHaveLength(1);
  });
});
