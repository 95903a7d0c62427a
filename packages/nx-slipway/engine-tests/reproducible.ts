import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../test-support/files-below';
import { firstDifference } from '../test-support/first-difference';
import { buildIn, call, type RealWorkspace } from '../test-support/real-workspace';

/**
 * Builds a workspace, and once more without any cache from a copy of it elsewhere, whose files have other times and
 * modes.
 *
 * @param images without namespace
 * @param hasOwnCaches whether installers find nothing of the first build, such as wheels that it compiled
 * @param keepsBuilder whether what installs is taken from the cache; nothing of it is in an image
 * @returns where images differ first, by image; empty where they are the same
 */
export async function differencesOfTwoBuilds(
  workspace: Pick<RealWorkspace, 'root' | 'namespace' | 'build'>,
  projects: readonly string[],
  images: readonly string[],
  {
    hasOwnCaches = false,
    keepsBuilder = false,
  }: { readonly hasOwnCaches?: boolean; readonly keepsBuilder?: boolean } = {},
): Promise<Readonly<Record<string, string>>> {
  const { root, namespace } = workspace;
  const { failed } = await workspace.build(projects);
  if (Object.keys(failed).length > 0) return failed;
  for (const image of images) {
    await call('docker', ['tag', `${namespace}/${image}`, `${namespace}/${image}:one`]);
  }
  const checkout = checkOutElsewhere(root);
  if (hasOwnCaches) giveOwnCaches(checkout);
  try {
    const folder = 'dist/bake';
    await buildIn(checkout, namespace, projects, { bakeFolder: folder });
    const file = `${folder}/bake.json`;
    const fresh = keepsBuilder
      ? targetsOf(join(checkout, file))
          .filter((target) => !target.endsWith('-base-builder'))
          .map((target) => `--set=${target}.no-cache=true`)
      : ['--no-cache'];
    await call('docker', ['buildx', 'bake', ...fresh, '--allow=fs=*', '--file', file], checkout);
  } finally {
    rmSync(checkout, { recursive: true });
  }
  const found: Record<string, string> = {};
  for (const image of images) {
    const name = `${namespace}/${image}`;
    const difference = await firstDifference(`${name}:one`, name);
    if (difference !== undefined) found[image] = difference;
  }
  return found;
}

/** Names of the targets of a bake file. */
function targetsOf(file: string): readonly string[] {
  const { target } = JSON.parse(readFileSync(file, 'utf8')) as { readonly target: object };
  return Object.keys(target);
}

/** Names the caches of installers in all Dockerfiles anew. */
function giveOwnCaches(checkout: string): void {
  const suffix = randomBytes(3).toString('hex');
  for (const file of filesBelow(checkout).filter((each) => /Dockerfile$/.test(each))) {
    const path = join(checkout, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/(?<=type=cache,id=(uv|poetry))(?=,)/g, `-${suffix}`));
  }
}

/** Copies a workspace to a folder of its own, with other times and modes of files. */
export function checkOutElsewhere(root: string): string {
  const checkout = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-another-place-')));
  cpSync(root, checkout, { recursive: true });
  for (const file of filesBelow(checkout)) {
    chmodSync(join(checkout, file), 0o664);
    utimesSync(join(checkout, file), 1_000_000_000, 1_000_000_000);
  }
  return checkout;
}
