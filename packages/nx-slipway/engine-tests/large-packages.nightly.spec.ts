import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { engineRegistry } from '../test-support/engine-registry';
import { type FaultyRegistry, startFaultyRegistry } from '../test-support/faulty-registry';
import { planLayerGroups } from '../test-support/plan-layer-groups';
import {
  type BuildReport,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  removeImages,
} from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-large-${randomBytes(3).toString('hex')}`;
const NAMES = Array.from({ length: 20 }, (_, index) => `s${String(index + 1).padStart(2, '0')}`);
/** The largest is 87 MB; those on PyPI that are larger take gigabytes of the engine's disk. */
const PACKAGES = ['fastapi', 'jaxlib', 'numpy', 'pandas', 'scikit-learn', 'uvicorn'];
/** What the root pyproject.toml has of it, so that another version changes the lock alone. */
const [OLD, NEW] = ['fastapi<0.165', 'fastapi>=0.165'];

interface Layer {
  readonly digest: string;
  readonly size: number;
}

let workspace: RealWorkspace;
let registry: FaultyRegistry;

beforeAll(async () => {
  registry = await startFaultyRegistry(engineRegistry());
  workspace = await makeWorkspace(
    NAMESPACE,
    Object.assign(
      {
        ...rootFiles(`\n[tool.uv]\nconstraint-dependencies = ["${OLD}"]\n`),
        ...stackFiles(NAMESPACE),
      },
      ...NAMES.map((name) => serviceFiles({ name, packages: PACKAGES }, NAMESPACE)),
    ),
  );
  workspace.write({ [LAYER_GROUPS_FILE]: (await planLayerGroups(workspace)).text });
  const { failed } = await workspace.build(['python']);
  expect(failed).toEqual({});
  await push();
});

afterAll(async () => {
  if (registry) await removeImages(`${registry.host}/${NAMESPACE}`);
  registry?.stop();
  await workspace?.dispose();
});

async function push(): Promise<BuildReport> {
  const report = await workspace.build(NAMES, {
    push: true,
    repositories: [`${registry.host}/${NAMESPACE}/{{image}}`],
    tags: ['type=raw,value=1'],
  });
  expect(report.failed).toEqual({});
  return report;
}

/** The compressed layers of an image in the registry, from the base up. */
async function layersOf(image: string, reference = '1'): Promise<readonly Layer[]> {
  const accept = ['image.index', 'image.manifest']
    .map((kind) => `application/vnd.oci.${kind}.v1+json`)
    .join(', ');
  const url = `http://${engineRegistry()}/v2/${NAMESPACE}/${image}/manifests/${reference}`;
  const answer = await fetch(url, { headers: { accept } });
  const { layers, manifests } = (await answer.json()) as {
    layers?: readonly Layer[];
    manifests?: readonly Layer[];
  };
  return layers ?? layersOf(image, manifests?.[0]?.digest);
}

/** Those that are not the base's. */
async function ownLayers(): Promise<readonly (readonly Layer[])[]> {
  const [base] = [...(await inspectImages([`${NAMESPACE}/python-base`])).values()];
  const images = await Promise.all(NAMES.map((name) => layersOf(name)));
  return images.map((layers) => layers.slice(base?.layers.length ?? 0));
}

function bytesOf(layers: readonly Layer[]): number {
  const sizes = new Map(layers.map(({ digest, size }) => [digest, size]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

test('the large package has a layer of its own, the heavy ones have others than the light ones', () => {
  const groups = JSON.parse(workspace.read(LAYER_GROUPS_FILE)).stacks.python;
  expect(groups.jaxlib).toEqual(['jaxlib']);
  const others = Object.values<readonly string[]>(groups).find((each) => each.includes('fastapi'));
  expect(others).not.toEqual(expect.arrayContaining(['numpy']));
  expect(others).not.toEqual(expect.arrayContaining(['pandas']));
});

test('twenty services take at most 1.02 of the bytes of one', async () => {
  const images = await ownLayers();
  const largest = Math.max(...images.map(bytesOf));
  expect(bytesOf(images.flat()) / largest).toBeLessThan(1.02);
});

test('a new version of fastapi moves less than a megabyte, and no large layer', async () => {
  const before = new Set((await ownLayers()).flat().map(({ digest }) => digest));
  const sent = registry.sentBytes();
  workspace.write({
    'pyproject.toml': workspace.read('pyproject.toml').replace(OLD, NEW),
  });
  await workspace.lock();
  const { runs } = await push();
  // The group of fastapi, and that no two packages own the same file; or none where an engine has both from before.
  expect(runs.length).toBeLessThanOrEqual(2);
  const news = (await ownLayers()).flat().filter(({ digest }) => !before.has(digest));
  expect(new Set(news.map(({ digest }) => digest)).size).toBe(1);
  expect(bytesOf(news)).toBeLessThan(1_000_000);
  // With the manifests and configurations of twenty images.
  expect(registry.sentBytes() - sent).toBeLessThan(2_000_000);
});
