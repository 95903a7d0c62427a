import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { planLayerGroups } from './plan-layer-groups';
import {
  type BuildReport,
  executorContext,
  type InspectedImage,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from './real-workspace';
import {
  libraryFiles,
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from './workspace-files';

const PACKAGES = ['six', 'idna', 'attrs', 'toolz', 'zipp', 'sniffio', 'pluggy', 'iniconfig', 'h11'];
const BUILDER = 'images/python/builder-requirements.txt';
const CLOSURES = [['a', 'b'], ['a', 'c'], [], ['a'], ['b', 'c']];

/** Services on one stack with the libraries `a`, `b` and `c`, built once. */
export interface ManyServices {
  readonly namespace: string;
  readonly workspace: RealWorkspace;
  readonly services: readonly ServiceSpec[];
  /** The service that gets another dependency; no engine has installed its lock under this name. */
  readonly growing: string;
  readonly first: BuildReport;
  /** Number of shared layers of third-party packages, which those of one lock have. */
  readonly groups: number;
  /** Bytes of each project folder's files as they were at first. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The images as the last build left them, by reference. */
  readonly images: () => ReadonlyMap<string, InspectedImage>;
  /** Builds everything once more, and tells which images are others than before. */
  readonly buildAgain: () => Promise<{
    readonly report: BuildReport;
    readonly changed: readonly string[];
  }>;
}

/** Returns code that no engine has seen before. */
export function freshCode(name: string): string {
  return `DATA = "${randomBytes(50_000).toString('hex')}"\n\n\ndef main() -> None:\n    print("${name}")\n`;
}

/** Makes the workspace and builds it. @param count how many services */
export async function makeManyServices(
  installer: InstallerName,
  count: number,
): Promise<ManyServices> {
  const namespace = `slipway-many-${installer}-${randomBytes(3).toString('hex')}`;
  const growing = `s02-${randomBytes(3).toString('hex')}`;
  const services: readonly ServiceSpec[] = Array.from({ length: count }, (_, index) => {
    const name = index === 1 ? growing : `s${String(index + 1).padStart(2, '0')}`;
    return {
      name,
      libraries: CLOSURES[index % CLOSURES.length] ?? [],
      packages: [0, 2, 5].flatMap((step) => PACKAGES[((index % 5) + step) % PACKAGES.length] ?? []),
      code: freshCode(name),
      installer,
    };
  });
  const stack = stackFiles(namespace, { installer });
  // No engine has installed anything in such a builder.
  const builder = { [BUILDER]: `${stack[BUILDER]}# ${namespace}\n` };
  const workspace = await makeWorkspace(
    namespace,
    Object.assign(
      { ...rootFiles('', installer), ...stack, ...builder },
      ...['a', 'b', 'c'].map((name) => libraryFiles({ name, code: freshCode(name), installer })),
      ...services.map((service) => serviceFiles(service, namespace)),
    ),
    installer,
  );
  try {
    return await buildMany(workspace, { installer, services, growing });
  } catch (error) {
    await workspace.dispose();
    throw error;
  }
}

/** What the workspace was made of. */
interface Made extends Pick<ManyServices, 'services' | 'growing'> {
  readonly installer: InstallerName;
}

async function buildMany(
  workspace: RealWorkspace,
  { installer, services, growing }: Made,
): Promise<ManyServices> {
  const { namespace } = workspace;
  const groups = installer === 'uv' ? await writeGroups(workspace) : 0;
  const { projects: nxProjects } = executorContext(
    workspace.root,
    namespace,
  ).projectsConfigurations;
  const sizes = new Map(
    Object.values(nxProjects).map(({ root }) => [root, bytesOf(join(workspace.root, root))]),
  );

  const projects = ['python', ...services.map(({ name }) => name)];
  const names = ['python-base', 'python-base-builder', ...services.map(({ name }) => name)];
  const references = names.map((name) => `${namespace}/${name}`);
  const first = await workspace.build(projects);
  expect(first.failed).toEqual({});
  let images = await inspectImages(references);
  return {
    ...{ namespace, workspace, services, growing, first, groups, sizes },
    images: () => images,
    async buildAgain() {
      const report = await workspace.build(projects);
      expect(report.failed).toEqual({});
      const after = await inspectImages(references);
      const changed = references.filter((each) => after.get(each)?.id !== images.get(each)?.id);
      images = after;
      return { report, changed: changed.map((each) => each.replace(`${namespace}/`, '')) };
    },
  };
}

/** Writes shared layers for the workspace, and returns how many. */
async function writeGroups(workspace: RealWorkspace): Promise<number> {
  const { text, holders } = await planLayerGroups(workspace);
  workspace.write({ [LAYER_GROUPS_FILE]: text });
  expect(Object.keys(holders).length).toBeGreaterThan(2);
  return Object.keys(holders).length;
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
