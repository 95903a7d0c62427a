import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findFroms } from '../../dockerfile/places/find-from';
import { replaceReferences } from '../../dockerfile/places/replace-references';
import type { Engine } from '../../engine/engine';
import { formatProblem } from '../../problems/format-problem';
import { runCommand } from '../../process/run-command';
import { bytesOf, textOf } from '../../workspace/files/file-text';
import { replaceFiles } from '../../workspace/files/replace-files';
import { writeProblem } from '../../workspace/files/write-problem';
import { pinReference } from '../pin-reference';

/** A stack's Dockerfile on disk, and what it starts from. */
export interface WrittenStack {
  readonly stack: string;
  /** Its Dockerfile, relative to the workspace root. */
  readonly file: string;
  readonly reference: string;
}

/**
 * Writes the digest a reference has now into the Dockerfile that names it. Where no engine answers the
 * Dockerfile stays as it is, and the note says which command pins it later.
 */
export async function pinBase(
  workspaceRoot: string,
  { stack, file, reference }: WrittenStack,
  { resolveDigest }: Pick<Engine, 'resolveDigest'>,
): Promise<void> {
  const answer = await resolveDigest(reference, { run: runCommand });
  const pinned = pinReference(reference, answer, stack);
  if ('warning' in pinned) {
    logger.warn(formatProblem(pinned.warning));
    return;
  }
  const path = join(workspaceRoot, file);
  const text = textOf(readFileSync(path));
  const froms = findFroms(parseDockerfile(text, file).dockerfile, reference);
  const places = froms.flatMap(({ at }) => at ?? []);
  const content = bytesOf(replaceReferences(text, places, pinned.reference));
  try {
    replaceFiles([{ file: path, content }]);
  } catch (error) {
    logger.warn(formatProblem(writeProblem(error, workspaceRoot)));
  }
}
