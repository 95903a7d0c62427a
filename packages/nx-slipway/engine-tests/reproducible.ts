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
 * @param hasOwnCaches whether installers find nothing of other builds, such as wheels that these compiled in other ways;
 *   the workspace's Dockerfiles are then written anew
 * @param image the stage to build, where it is not built by default
 * @param cached images that the second build takes from the cache, all of their Dockerfiles
 * @returns where images differ first, by image; empty where they are the same
 */
export async function differencesOfTwoBuilds(
  workspace: Pick<RealWorkspace, 'root' | 'namespace' | 'build'>,
  projects: readonly string[],
  images: readonly string[],
  {
    hasOwnCaches = false,
    cached = [],
    ...options
  }: {
    readonly hasOwnCaches?: boolean;
    readonly cached?: readonly string[];
    readonly image?: string;
  } = {},
): Promise<Readonly<Record<string, string>>> {
  const { root, namespace } = workspace;
  if (hasOwnCaches) giveOwnCaches(root);
  const { failed } = await workspace.build(projects, options);
  if (Object.keys(failed).length > 0) return failed;
  for (const image of images) {
    await call('docker', ['tag', `${namespace}/${image}`, `${namespace}/${image}:one`]);
  }
  const checkout = checkOutElsewhere(root);
  if (hasOwnCaches) giveOwnCaches(checkout);
  try {
    const folder = 'dist/bake';
    await buildIn(checkout, namespace, projects, { bakeFolder: folder, ...options });
    const file = `${folder}/bake.json`;
    const fresh = giveOwnSteps(checkout, file, cached).map((name) => `--set=${name}.no-cache=true`);
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

/**
 * Makes every RUN of a checkout another one to BuildKit, though it does the same. BuildKit joins a build with a build of
 * the same step without cache that is under way: this test could compare a build with itself, and other tests on the
 * engine would see steps run again that are cached.
 *
 * @param file the bake file, relative to the checkout
 * @param cached targets that stay as they are
 * @returns the other targets
 */
function giveOwnSteps(
  checkout: string,
  file: string,
  cached: readonly string[],
): readonly string[] {
  const mount = `--mount=type=secret,id=again-${randomBytes(3).toString('hex')},required=false`;
  const marked = (text: string) => text.replace(/^RUN /gm, `$&${mount} `);
  const path = join(checkout, file);
  const { target, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly target: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const fresh = Object.keys(target).filter((name) => !cached.includes(name));
  const targets = fresh.map((name) => {
    const inline = target[name]?.['dockerfile-inline'];
    return [
      name,
      {
        ...target[name],
        ...(typeof inline === 'string' && { 'dockerfile-inline': marked(inline) }),
      },
    ];
  });
  const all = { ...target, ...Object.fromEntries(targets) };
  writeFileSync(path, JSON.stringify({ ...rest, target: all }));
  const kept = cached.map((name) => String(target[name]?.dockerfile));
  rewriteDockerfiles(checkout, marked, (name) => !kept.some((each) => each.endsWith(name)));
  return fresh;
}

/**
 * Names the caches of installers in all Dockerfiles anew, and makes their steps others: to BuildKit a step with another
 * cache is the same, and it would not run again.
 */
function giveOwnCaches(checkout: string): void {
  const suffix = randomBytes(3).toString('hex');
  const own = `--mount=type=secret,id=own-${suffix},required=false`;
  rewriteDockerfiles(checkout, (text) =>
    text.replace(
      /--mount=type=cache,id=(uv|poetry)(?:-[0-9a-f]{6})?(?=,)/g,
      `${own} --mount=type=cache,id=$1-${suffix}`,
    ),
  );
}

function rewriteDockerfiles(
  checkout: string,
  rewrite: (text: string) => string,
  isMeant: (file: string) => boolean = () => true,
): void {
  const files = filesBelow(checkout).filter((each) => /Dockerfile$/.test(each));
  for (const file of files.filter(isMeant)) {
    const path = join(checkout, file);
    writeFileSync(path, rewrite(readFileSync(path, 'utf8')));
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
