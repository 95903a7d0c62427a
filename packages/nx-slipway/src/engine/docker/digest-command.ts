import type { Command } from '../../process/command';

/** How a reference is asked for. */
export interface DigestQuestion {
  /** Whether what the engine has already does not count. */
  readonly pull: boolean;
  /** buildx builder; absent for the current one. */
  readonly builder?: string;
  /** That it is asked for; absent for the builder's own. */
  readonly platform?: string;
}

/**
 * Resolves a reference by building nothing from it. The engine asks its mirrors as it does in any
 * build, which `buildx imagetools` does not.
 *
 * @param folder absolute; holds `Dockerfile`, and `metadata.json` afterwards
 */
export function digestCommand(
  folder: string,
  { pull, builder, platform }: DigestQuestion,
): Command {
  return {
    command: 'docker',
    args: [
      'buildx',
      'build',
      ...(builder === undefined ? [] : [`--builder=${builder}`]),
      ...(platform === undefined ? [] : [`--platform=${platform}`]),
      ...(pull ? ['--pull'] : []),
      `--file=${folder}/Dockerfile`,
      '--output=type=cacheonly',
      `--metadata-file=${folder}/metadata.json`,
      '--progress=plain',
      folder,
    ],
    cwd: folder,
    // The digest and the steps are in the provenance, which this variable may have turned off.
    env: { BUILDX_METADATA_PROVENANCE: 'max' },
  };
}
