import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { type BuildkitNodes, startBuildkitNodes } from '../test-support/buildkit-nodes';
import { BUILDKIT } from '../test-support/buildkit-programs';
import { engineRegistry } from '../test-support/engine-registry';
import { freePort } from '../test-support/free-port';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const REGISTRY = engineRegistry();
const PREFIX = `slipway-builders-${randomBytes(3).toString('hex')}`;
const NAMESPACE = `${REGISTRY}/${PREFIX}`;
const CACHE = { cacheBackend: `type=registry,ref=${NAMESPACE}/build-cache`, cacheWrite: true };
const PUSH = { push: true, load: false, reuse: false };
const [A, B, SLOW] = ['a', 'b', 'slow'] as const;

/** Tags of a repository of the namespace. */
async function tagsOf(repository: string): Promise<readonly string[]> {
  const answer = await fetch(`http://${REGISTRY}/v2/${PREFIX}/${repository}/tags/list`);
  const { tags = [] } = (await answer.json()) as { tags?: readonly string[] };
  return [...tags].sort();
}

/** Digests of an image's layers in the registry. */
async function layersOf(repository: string): Promise<readonly string[]> {
  const text = await call('docker', [
    ...['buildx', 'imagetools', 'inspect', '--raw', `${NAMESPACE}/${repository}`],
  ]);
  const { layers } = JSON.parse(text) as { layers: readonly { readonly digest: string }[] };
  return layers.map(({ digest }) => digest);
}

function own(folder: string) {
  return `RUN --network=none install-projects ${folder}/pyproject.toml`;
}

if (!BUILDKIT) console.log('BUILDKIT IS NOT HERE: builders that are elsewhere are not tested');

describe.skipIf(!BUILDKIT)('builders that are elsewhere', () => {
  let fleet: BuildkitNodes;
  let workspace: RealWorkspace;
  let folder = '';
  let gate: Server;
  /** What a slow step waits for. */
  let opened: () => Promise<void> = async () => {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-builders-'));
    fleet = await startBuildkitNodes(3);
    const port = await freePort();
    gate = createServer((_, response) => {
      void opened().then(() => response.end());
    }).listen(port, '127.0.0.1');
    const wait = `import urllib.request as r; r.urlopen("http://127.0.0.1:${port}").read()`;
    const service = (name: string, packages: readonly string[]) =>
      serviceFiles({ name, libraries: ['shared'], packages }, NAMESPACE);
    workspace = await makeWorkspace(NAMESPACE, {
      ...rootFiles(),
      ...stackFiles(NAMESPACE),
      ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
      ...service(A, ['anyio', 'toolz']),
      ...service(B, ['anyio']),
      ...serviceFiles({ name: SLOW }),
      [`services/${SLOW}/Dockerfile`]: `FROM python:3.13-slim-trixie AS slow\nRUN python -c '${wait}'\n`,
      [LAYER_GROUPS_FILE]: `${JSON.stringify({
        version: 1,
        stacks: { python: { anyio: ['anyio', 'idna'], six: ['six'] } },
      })}\n`,
    });
  });

  afterAll(async () => {
    gate?.close();
    await fleet?.stop();
    await workspace?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const builders = (...indexes: readonly number[]): string =>
    indexes.map((index) => fleet.nodes[index]?.builder ?? '').join(',');
  const change = (name: string): void => {
    const file = `services/${name}/src/${name}/__init__.py`;
    workspace.write({ [file]: `${workspace.read(file)}# ${randomBytes(4).toString('hex')}\n` });
  };

  test('a builder behind TLS builds all of a run, pushes it, and keeps its layers in the registry', async () => {
    const report = await workspace.build(['python', A, B], {
      ...{ builder: builders(0), ...PUSH, ...CACHE, reuse: true },
    });
    expect(report.failed).toEqual({});
    const tags = await tagsOf('build-cache');
    expect(tags.filter((tag) => !tag.startsWith('key-'))).toEqual(
      [
        ...[A, B, 'python-base', 'python-base-builder'],
        ...[`conflict-check__${A}`, 'library__libs_2fshared__python-base-builder'],
        ...['packages__anyio__python-base-builder', 'packages__six__python-base-builder'],
      ].sort(),
    );
    // Shared layers, owners, library, and what each service installs for itself; the stack is pushed by itself.
    expect(tags.filter((tag) => tag.startsWith('key-'))).toHaveLength(4 + 2);
    expect(await tagsOf(A)).toContain('latest');
  });

  test('on an empty machine one changed line runs one step', async () => {
    change(A);
    const report = await workspace.build(['python', A, B], {
      ...{ builder: builders(1), ...PUSH, ...CACHE, reuse: true },
    });
    expect(report.failed).toEqual({});
    expect(report.runs).toEqual([own(`services/${A}`)]);
  });

  test('it hands images over to the engine here, and layers to a folder', async () => {
    const report = await workspace.build([B], {
      ...{ builder: builders(0), cacheWrite: true, reuse: false },
      cacheBackend: `type=local,dest=${folder}/layers`,
    });
    expect(report.failed).toEqual({});
    expect(report.runs).toEqual([]);
    expect(await call('docker', ['run', '--rm', `${NAMESPACE}/${B}`])).toBe(B);
    expect(readdirSync(join(folder, 'layers'))).toContain(B);
  });

  test('a cache that cannot be reached is said, and images are built all the same', async () => {
    const report = await workspace.build([B], {
      ...{ builder: builders(1), ...PUSH, cacheWrite: true },
      cacheBackend: `type=registry,ref=127.0.0.1:9/${PREFIX}/build-cache`,
    });
    expect(report.failed).toEqual({});
    expect(report.printed).toContain('note: the cache could not be read: ');
    expect(report.printed).toContain('note: the cache could not be written: ');
  });

  test('one that is killed is replaced by the next that is named', async () => {
    opened = async () => {
      opened = async () => {};
      await fleet.nodes[0]?.kill();
    };
    change(B);
    const report = await workspace.build(['python', A, B, SLOW], {
      ...{ builder: builders(0, 1), ...PUSH, ...CACHE },
    });
    expect(report.failed).toEqual({});
    expect(report.printed).toContain(`note: the builder ${builders(0)} stopped answering`);
    expect(await tagsOf(SLOW)).toContain('latest');
  });

  test('without another, what is not there says whom it waited for, and the next run makes it', async () => {
    change(B);
    opened = async () => {
      await fleet.nodes[2]?.kill();
    };
    const { failed } = await workspace.build([B, SLOW], { builder: builders(2), ...PUSH });
    expect(failed[SLOW]).toContain(`the builder ${builders(2)} stopped answering`);
    expect(failed[SLOW]).toContain(`docker buildx inspect ${builders(2)}`);

    opened = async () => {};
    const before = await layersOf(B);
    const next = await workspace.build([B, SLOW], { builder: builders(1), ...PUSH });
    expect(next.failed).toEqual({});
    expect(await layersOf(B)).not.toEqual(before);
  });
});
