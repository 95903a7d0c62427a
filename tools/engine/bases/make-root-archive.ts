import { fileURLToPath } from 'node:url';
import type { DebianMirrors } from '../install/debian-mirrors.ts';
import type { Run } from '../machine/run-step.ts';
import type { BaseImage } from './base-images.ts';

/** The script that turns Debian's Python into one like Docker Hub's. */
export const baseImageHook = fileURLToPath(new URL('base-image-hook.sh', import.meta.url));

/** Those that come with mmdebstrap. */
const hooks = '/usr/share/mmdebstrap/hooks';

/** Left out by debian:*-slim too. */
export const dpkgOptions: readonly string[] = [
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/locale/*',
  'path-include=/usr/share/locale/locale.alias',
  'force-unsafe-io',
];

/**
 * Makes the file tree of a base image as one tar.
 * @param tar the file to write
 * @param facts a file that gets Python's full version
 */
export async function makeRootArchive(
  base: BaseImage,
  mirrors: DebianMirrors,
  run: Run,
  tar: string,
  facts: string,
): Promise<void> {
  const { suites, security, sources } = await readSources(base, mirrors, run, facts);
  const hookArgs = [base.python, base.suite, mirrors.archive, suites.join(' '), security, facts];
  await run('mmdebstrap', [
    '--variant=minbase',
    '--mode=root',
    // An image is unpacked by whoever: device nodes are the runtime's business.
    '--skip=output/dev',
    `--include=${packagesOf(base).join(',')}`,
    ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
    ...(base.mergeUsr ? [`--hook-dir=${hooks}/maybe-merged-usr`] : []),
    ...(base.rolling ? ['--aptopt=Acquire::Check-Valid-Until "false"'] : []),
    `--customize-hook=${[baseImageHook, '"$1"', ...hookArgs.map((arg) => `'${arg}'`)].join(' ')}`,
    base.suite,
    tar,
    ...sources,
  ]);
}

/**
 * The lines of a sources.list for a base, and what they are made of; `security` is empty where none is served.
 * @param scratch a file that may be overwritten
 */
export async function readSources(
  base: BaseImage,
  mirrors: DebianMirrors,
  run: Run,
  scratch: string,
) {
  const updates = await isServed(run, `${mirrors.archive}/dists/${base.suite}-updates`, scratch);
  const security =
    mirrors.security !== undefined &&
    (await isServed(run, `${mirrors.security}/dists/${base.suite}-security`, scratch))
      ? mirrors.security
      : '';
  const suites = updates ? [base.suite, `${base.suite}-updates`] : [base.suite];
  const sources = [
    ...suites.map((suite) => `deb ${mirrors.archive} ${suite} main`),
    ...(security ? [`deb ${security} ${base.suite}-security main`] : []),
  ];
  return { suites, security, sources };
}

function packagesOf(base: BaseImage): readonly string[] {
  return [
    'python3',
    'python3-venv',
    `libpython${base.python}`,
    'ca-certificates',
    'netbase',
    'tzdata',
    ...(base.mergeUsr ? ['usr-is-merged'] : []),
    ...(base.extra ?? []),
  ];
}

/** Asked through apt's own fetcher, which knows the host's proxies and certificates. */
function isServed(run: Run, dist: string, scratch: string): Promise<boolean> {
  return run('/usr/lib/apt/apt-helper', ['download-file', `${dist}/InRelease`, scratch]).then(
    () => true,
    () => false,
  );
}
