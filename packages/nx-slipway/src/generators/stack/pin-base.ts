import { readFileSync, writeFileSync } from 'node:fs';
import { logger } from '@nx/devkit';
import { resolveDigest } from '../../engine/resolve-digest';

/**
 * Writes the digest a reference has now into the Dockerfile that names it. Without an engine the
 * Dockerfile stays as it is, and the command that makes up for it is said.
 *
 * @param file absolute path of the Dockerfile
 */
export async function pinBase(file: string, reference: string): Promise<void> {
  const resolved = await resolveDigest(reference);
  if ('digest' in resolved) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(`FROM ${reference} AS base`, `FROM ${reference}@${resolved.digest} AS base`),
    );
    return;
  }
  logger.warn(
    `${reference} is written without a digest, since no engine named one.\n  Pin it later: docker pull ${reference} && docker inspect --format '{{index .RepoDigests 0}}' ${reference}`,
  );
}
