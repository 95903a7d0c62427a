import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PackageIndex } from '../../engine/engine.ts';
import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** What a workspace is made with. */
export interface WorkspaceParts {
  /** Name in package.json; its scope stands before the names of images. */
  readonly name: string;
  /** Packed nx-slipway. */
  readonly tarball: string;
  readonly index: PackageIndex;
  /** The newest where it is not given. */
  readonly nx?: NxVersions;
}

/** Exact versions of Nx's two packages that belong together; they are not always the same. */
export interface NxVersions {
  readonly nx: string;
  readonly devkit: string;
}

/** The one that is installed where none is named. */
export const newestNx: NxVersions = { nx: '24.0.6', devkit: '24.0.0' };

/**
 * Makes a fresh Nx workspace in the scene's folder, as `create-nx-workspace` leaves an empty one, and
 * installs Nx and the packed package. What was in the folder is removed.
 */
export async function makeWorkspace(scene: Scene, parts: WorkspaceParts): Promise<void> {
  const { folder } = scene;
  const { nx, devkit } = parts.nx ?? newestNx;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tarball = basename(parts.tarball);
  await copyFile(parts.tarball, join(folder, tarball));
  const files = {
    'package.json': json({ name: parts.name, version: '0.0.0', private: true }),
    'nx.json': json(nxJson),
    'pip.conf': pipConf(parts.index),
    '.gitignore': ['node_modules/', '.nx/', 'pip.conf', '*.tgz', ''].join('\n'),
  };
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, file), text);
  }
  await runQuiet(scene, 'git', ['init', '--quiet', '--initial-branch=main']);
  await runQuiet(scene, 'npm', [
    ...['install', '--save-dev', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error'],
    ...[`nx@${nx}`, `@nx/devkit@${devkit}`, `./${tarball}`],
  ]);
}

/** pip in base-builder is given the index as a secret; uv reads it from the lock. */
const nxJson = {
  analytics: false,
  neverConnectToCloud: true,
  targetDefaults: {
    'nx-slipway:build-image': { options: { secrets: ['id=pip-conf,src=pip.conf'] } },
  },
};

/** What pip is configured by, to find the index. */
export function pipConf({ buildUrl, trustedHost }: PackageIndex): string {
  return `[global]\nindex-url = ${buildUrl}\ntrusted-host = ${trustedHost}\n`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
