import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatDigests, formatGitHubOutput, type PushedImage } from '../../report/format-digests';
import { replaceFiles } from './replace-files';

/** Where digests are written. */
export interface DigestPlaces {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Files of digests by image id, relative to the workspace root; images without one are in none. */
  readonly files: ReadonlyMap<string, string>;
  /** File of the step's outputs, where the run is one of GitHub Actions. */
  readonly gitHubOutput?: string;
}

/** Writes down each image as it gets to its registries: what is in the files is there. */
export function digestFiles({
  workspaceRoot,
  files,
  gitHubOutput,
}: DigestPlaces): (pushed: PushedImage) => void {
  const written = new Map<string, PushedImage[]>();
  return (pushed) => {
    if (gitHubOutput) appendFileSync(gitHubOutput, formatGitHubOutput(pushed));
    const file = files.get(pushed.image);
    if (file === undefined) return;
    const images = [...(written.get(file) ?? []), pushed];
    written.set(file, images);
    replaceFiles([{ file: resolve(workspaceRoot, file), content: formatDigests(images) }]);
  };
}
