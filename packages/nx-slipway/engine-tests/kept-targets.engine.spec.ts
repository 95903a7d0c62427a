import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { engineRegistry } from '../test-support/engine-registry';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const REGISTRY = engineRegistry();
const TEAM = `slipway-kept-${randomBytes(3).toString('hex')}`;
const NAMESPACE = `${REGISTRY}/${TEAM}`;
const CACHE = `${NAMESPACE}/build-cache`;
const [A, B] = ['a', 'b'] as const;
/** Shared layers of two groups, who owns what in them, a library, and what each service has alone. */
const KEPT = 2 + 1 + 1 + 2;

let workspace: RealWorkspace;

beforeAll(async () => {
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles({ name, libraries: ['shared'], packages }, NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
    ...service(A, ['anyio', 'toolz']),
    ...service(B, ['anyio']),
    [LAYER_GROUPS_FILE]: `${JSON.stringify({
      version: 1,
      stacks: { python: { anyio: ['anyio', 'idna'], six: ['six'] } },
    })}\n`,
  });
  expect((await push()).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

function push(cache = CACHE) {
  return workspace.build(['python', A, B], {
    ...{ push: true, load: false, reuse: true, cacheWrite: true },
    cacheBackend: `type=registry,ref=${cache}`,
  });
}

async function keptTags(): Promise<readonly string[]> {
  const answer = await fetch(`http://${REGISTRY}/v2/${TEAM}/build-cache/tags/list`);
  const { tags } = (await answer.json()) as { readonly tags: readonly string[] };
  return tags.filter((tag) => tag.startsWith('key-')).sort();
}

function changeLine(): void {
  const file = `services/${A}/src/${A}/__init__.py`;
  workspace.write({ [file]: `${workspace.read(file)}# ${randomBytes(4).toString('hex')}\n` });
}

function linksIn([bakeFile = '']: readonly string[]): ReadonlySet<string> {
  return new Set(
    bakeFile.match(new RegExp(`docker-image://${CACHE}@sha256:[0-9a-f]{64}`, 'g')) ?? [],
  );
}

const own = `RUN --network=none install-projects services/${A}/pyproject.toml`;

test('what images start from is kept under its key', async () => {
  expect(await keptTags()).toHaveLength(KEPT);
});

test('a changed line is built on what is kept, with one step and nothing new to keep', async () => {
  const before = await keptTags();
  changeLine();
  const report = await push();
  expect(report.failed).toEqual({});
  expect(report.runs).toEqual([own]);
  // All of it but what the other service has alone, which is not built.
  expect(linksIn(report.bakeFiles).size).toBe(KEPT - 1);
  expect(await keptTags()).toEqual(before);
});

test('what the registry has lost is built, and kept again', async () => {
  const before = await keptTags();
  for (const tag of before.slice(0, 2)) {
    const url = `http://${REGISTRY}/v2/${TEAM}/build-cache/manifests`;
    const accept =
      'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';
    const found = await fetch(`${url}/${tag}`, { headers: { accept } });
    const digest = found.headers.get('docker-content-digest');
    expect((await fetch(`${url}/${digest}`, { method: 'DELETE' })).status).toBe(202);
  }
  expect((await keptTags()).length).toBeLessThan(KEPT);
  changeLine();
  const report = await push();
  expect(report.failed).toEqual({});
  expect(report.runs).toContain(own);
  // What only the service has that is not built is missing until that one is.
  expect((await keptTags()).length).toBeGreaterThanOrEqual(KEPT - 1);
});

test('a cache that is away is said, and everything is built and pushed', async () => {
  changeLine();
  const report = await push(`127.0.0.1:9/${TEAM}/build-cache`);
  expect(report.failed).toEqual({});
  expect(report.printed).toContain('note: the cache could not be read: ');
  expect(report.printed).toContain('note: the cache could not be written: ');
});
