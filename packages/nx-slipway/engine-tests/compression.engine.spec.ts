import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineRegistry } from '../test-support/engine-registry';
import { type FaultyRegistry, startFaultyRegistry } from '../test-support/faulty-registry';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { type Files, handWrittenService, rootFiles } from '../test-support/workspace-files';

const TEAM = `slipway-compression-${randomBytes(3).toString('hex')}`;
const IMAGES = ['data', 'api'];

let registry: FaultyRegistry;
let workspace: RealWorkspace;
let namespace = '';

beforeAll(async () => {
  registry = await startFaultyRegistry(engineRegistry());
  namespace = `${registry.host}/${TEAM}`;
  const service = (name: string, dockerfile: string): Files =>
    handWrittenService(name, dockerfile, namespace);
  workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...service(
      'data',
      'FROM python:3.13-slim-trixie AS data\nCOPY services/data/data.txt /\nCMD ["/x"]\n',
    ),
    ...service('api', `FROM ${namespace}/data AS api\nCOPY services/api/api.txt /\n`),
    ...{ 'services/data/data.txt': content(), 'services/api/api.txt': content() },
  });
});

afterAll(async () => {
  registry?.stop();
  await workspace?.dispose();
});

/** Text that no engine has seen, and that compresses well. */
function content(): string {
  return `${randomBytes(8).toString('hex')}\n`.repeat(4000);
}

function push(options = {}) {
  registry.reset();
  return workspace.build(IMAGES, { reuse: true, push: true, load: false, ...options });
}

/** How each layer of an image is compressed in the registry, those of the Python base image first. */
async function compressionsOf(image: string, tag = 'latest'): Promise<readonly string[]> {
  return (await layersOf(image, tag)).map(({ mediaType }) => mediaType.replace(/^.*\+/, ''));
}

async function layersOf(image: string, tag = 'latest') {
  const answer = await fetch(`http://${engineRegistry()}/v2/${TEAM}/${image}/manifests/${tag}`, {
    headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
  });
  const { layers } = (await answer.json()) as {
    readonly layers: readonly { readonly mediaType: string; readonly digest: string }[];
  };
  return layers;
}

function summaryOf({ printed }: { readonly printed: string }) {
  return /^\d+ built(, \d+ exists?)?/m.exec(printed)?.[0];
}

test('new layers are compressed with zstd, and those of the base stay', async () => {
  expect((await push({ compression: 'zstd' })).failed).toEqual({});
  expect(await compressionsOf('api')).toEqual(['gzip', 'zstd', 'zstd']);
  // BuildKit mounts layers from the repository it has sent them to, but none with zstd: of `data` each repository is
  // sent its own. Where this falls, docs/how-to/push.md has to follow.
  const [base, data, api] = (await layersOf('api')).map(({ digest }) => digest);
  const uploads = [data, api].map((digest) => registry.uploads.get(digest ?? ''));
  expect(uploads).toEqual([2, 1]);
  expect(registry.uploads.get(base ?? '') ?? 0).toBeLessThan(2);
});

test('an image with the same key exists, whatever it is compressed with, and nothing is sent', async () => {
  const same = await push({ compression: 'zstd' });
  expect([summaryOf(same), registry.uploads.size]).toEqual(['0 built, 2 exist', 0]);
  expect(same.printed).not.toContain('another compression');
  const other = await push();
  expect([summaryOf(other), registry.uploads.size]).toEqual(['0 built, 2 exist', 0]);
  expect(await compressionsOf('api')).toEqual(['gzip', 'zstd', 'zstd']);
});

test('layers that exist are not compressed again', async () => {
  workspace.write({ 'services/data/data.txt': content(), 'services/api/api.txt': content() });
  expect((await push()).failed).toEqual({});
  expect(await compressionsOf('api')).toEqual(['gzip', 'gzip', 'gzip']);

  const kept = await push({ compression: 'zstd' });
  expect([summaryOf(kept), registry.uploads.size]).toEqual(['0 built, 2 exist', 0]);
  expect(kept.printed).toContain(
    'the registry has these images with another compression than zstd and the same content, so they stay as they are: api, data',
  );

  workspace.write({ 'services/api/api.txt': content() });
  const changed = await push({ compression: 'zstd' });
  expect(summaryOf(changed)).toBe('1 built, 1 exists');
  expect(await compressionsOf('api')).toEqual(['gzip', 'gzip', 'zstd']);
  // The layer and the config.
  expect(registry.uploads.size).toBe(2);
});

test('layers that are loaded or kept in a cache before the push have its compression', async () => {
  workspace.write({ 'services/data/data.txt': content(), 'services/api/api.txt': content() });
  const zstd = { compression: 'zstd' as const };
  expect((await workspace.build(IMAGES, zstd)).failed).toEqual({});
  expect((await push(zstd)).failed).toEqual({});
  expect(await compressionsOf('api')).toEqual(['gzip', 'zstd', 'zstd']);

  workspace.write({ 'services/data/data.txt': content(), 'services/api/api.txt': content() });
  const cacheBackend = `type=registry,ref=${namespace}/build-cache`;
  expect((await push({ ...zstd, cacheBackend, cacheWrite: true })).failed).toEqual({});
  expect(await compressionsOf('api')).toEqual(['gzip', 'zstd', 'zstd']);
});

test('without a cache that takes zstd, nothing is built', async () => {
  const { failed, invocations } = await push({
    ...{ compression: 'zstd', cacheWrite: true, reuse: false },
    cacheBackend: 'type=s3,bucket=b,region=r',
  });
  expect(failed.api).toContain('layers that are exported to the cache backend s3 are compressed');
  expect(invocations).toBe(0);
});
