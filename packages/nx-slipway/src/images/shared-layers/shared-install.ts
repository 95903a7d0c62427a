import type { InstallStep } from '../installers/install-step';
import { NORMALIZE } from '../installers/normalize';
import { networkMounts } from '../installers/uv';
import type { SharedLayer } from './shared-layer';

/**
 * Installs a shared layer's requirements files, which are the build context, into /venv. All of it is
 * pinned and hashed, so that uv looks for nothing else, whichever installer the lock belongs to.
 */
export function sharedInstall({ requirements }: SharedLayer): InstallStep {
  const calls = requirements.map(
    (_, index) =>
      `uv pip install --no-deps --require-hashes --requirement /requirements/${index + 1}.txt`,
  );
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
