import { readJson, type Tree } from '@nx/devkit';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { treeWith, writeTo } from './generator-tree';
import type { LockPackage } from './uv-lock-text';
import { uvWorkspaceFiles } from './uv-workspace-files';

/** Third-party packages that services need, by their name. */
export type Services = Readonly<Record<string, readonly string[]>>;

/** Two packages that are worth a layer. */
const BIG: readonly LockPackage[] = ['a', 'b'].map((name) => ({ name, size: 9_000_000 }));

function filesOf(services: Services, packages = BIG) {
  return uvWorkspaceFiles(
    Object.entries(services).map(([name, needs]) => ({ name, packages: needs })),
    packages,
  );
}

/** A tree with services and a lock of what they need. */
export function treeOfServices(services: Services, packages = BIG): Tree {
  return treeWith(filesOf(services, packages));
}

/** Writes services and a lock of what they need. */
export function writeServices(tree: Tree, services: Services, packages = BIG): void {
  writeTo(tree, filesOf(services, packages));
}

/** The content of a shared-layers.json with the groups of the stack `python`. */
export function layerGroups(
  groups: Readonly<Record<string, readonly string[]>>,
  more: object = {},
) {
  return { version: 1, stacks: { python: groups }, ...more } as const;
}

/** The content of the shared-layers.json of a tree. */
export function readLayerGroups(tree: Tree): unknown {
  return readJson(tree, LAYER_GROUPS_FILE);
}

/** Two services that share two packages. */
export const TWO: Services = { api: ['a', 'b', 'own'], worker: ['a', 'b'] };
