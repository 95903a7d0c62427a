import type { Command } from './command';

/**
 * Resolves a reference by building nothing from it. The engine asks its mirrors as it does in any
 * build, which `buildx imagetools` does not.
 *
 * @param folder absolute; holds `Dockerfile`, and `metadata.json` afterwards
 */
export function digestCommand(folder: string): Command {
  return {
    command: 'docker',
    args: [
      'buildx',
      'build',
      '--pull',
      `--file=${folder}/Dockerfile`,
      '--output=type=cacheonly',
      `--metadata-file=${folder}/metadata.json`,
      '--progress=plain',
      folder,
    ],
    cwd: folder,
    // The digest stands in the provenance, which this variable may have turned off.
    env: { BUILDX_METADATA_PROVENANCE: 'min' },
  };
}
