import { builtOn } from '../../python/wheels/package-wheels';
import type { InstallStep } from '../installers/install-step';
import { NORMALIZE } from '../installers/normalize';
import { pythonPlatform } from '../installers/python-platform';
import { networkMounts } from '../installers/uv';
import type { SharedLayer } from './shared-layer';

/**
 * Installs a shared layer's requirements files, which are the build context, into /venv. All of it is
 * pinned and hashed, so that uv looks for nothing else, whichever installer the lock belongs to.
 */
export function sharedInstall({ requirements }: Pick<SharedLayer, 'requirements'>): InstallStep {
  return installFiles(
    requirements,
    requirements.map((_, index) => `--requirement /requirements/${index + 1}.txt`),
  );
}

/**
 * Installs those of a shared layer's packages that have a wheel for a machine, on any other one; undefined where uv
 * cannot, or has nothing to install. Its requirements files are {@link crossRequirements}.
 */
export function crossSharedInstall(layer: SharedLayer, machine: string): InstallStep | undefined {
  const platform = pythonPlatform(machine);
  const files = crossRequirements(layer, machine);
  if (platform === undefined || files.length === 0) return undefined;
  const { mounts, command } = installFiles(
    files.map(({ text }) => text),
    files.map(
      ({ file }) =>
        `--only-binary :all: --python-platform "$platform" --requirement /requirements/${file}`,
    ),
  );
  return { mounts, command: `platform="${platform}" \\\n && ${command}` };
}

/** The requirements files of a shared layer without the packages that a machine has no wheel of. */
export function crossRequirements(
  { requirements, wheels }: SharedLayer,
  machine: string,
): readonly { readonly file: string; readonly text: string }[] {
  const built = builtOn(wheels, machine);
  const isBuilt = (line: string): boolean => built.some((name) => line.startsWith(`${name}==`));
  return requirements.flatMap((whole, index) => {
    if (!whole.split('\n').some(isBuilt)) return [{ file: `${index + 1}.txt`, text: whole }];
    const lines = whole.split('\n').filter((line) => !isBuilt(line));
    const isEmpty = lines.every((line) => line === '' || line.startsWith('-'));
    return isEmpty ? [] : [{ file: `${machine}-${index + 1}.txt`, text: lines.join('\n') }];
  });
}

function installFiles(requirements: readonly string[], files: readonly string[]): InstallStep {
  const calls = files.map((file) => `uv pip install --no-deps --require-hashes ${file}`);
  const namesIndex = requirements.every((text) => text.startsWith('--extra-index-url '));
  return {
    mounts: [
      'type=bind,target=/requirements',
      'type=secret,id=pip-conf,target=/etc/pip.conf,required=false',
      ...networkMounts,
    ],
    command: [...(namesIndex ? [] : [DEFAULT_INDEX]), ...calls, NORMALIZE_IF_THERE].join(
      ' \\\n && ',
    ),
  };
}

/** A stack that was written by hand, or by an older release, has no `normalize-layer`. */
const NORMALIZE_IF_THERE = `if command -v normalize-layer > /dev/null; then ${NORMALIZE}; fi`;

/** uv reads no pip.conf, where projects of pip have their index. */
const DEFAULT_INDEX =
  'index=$(sed -n "s/^index-url *= *//p" /etc/pip.conf 2>/dev/null || true) \\\n && if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi';
