import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { fromsOfImage } from '../../dockerfile/froms-of-image';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { replaceReferences } from '../../dockerfile/replace-references';
import { resolveDigest } from '../../engine/resolve-digest';
import { formatProblem } from '../../problems/format-problem';
import { pinReference } from '../pin-reference';

/** A stack's Dockerfile on disk, and what it starts from. */
export interface WrittenStack {
  readonly stack: string;
  /** Its Dockerfile, relative to the workspace root. */
  readonly file: string;
  readonly reference: string;
}

/**
 * Writes the digest a reference has now into the Dockerfile that names it. Without an engine the
 * Dockerfile stays as it is, and the command that makes up for it is said.
 */
export async function pinBase(
  workspaceRoot: string,
  { stack, file, reference }: WrittenStack,
): Promise<void> {
  const pinned = pinReference(reference, await resolveDigest(reference), stack);
  if ('warning' in pinned) {
    logger.warn(formatProblem(pinned.warning));
    return;
  }
  const path = join(workspaceRoot, file);
  const text = readFileSync(path, 'utf8');
  const froms = fromsOfImage(parseDockerfile(text, file).dockerfile, reference);
  writeFileSync(path, replaceReferences(text, froms, pinned.reference));
}
