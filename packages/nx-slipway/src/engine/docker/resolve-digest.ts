import type { Problem } from '../../problems/problem';
import type { RunCommand } from '../../process/run-command';
import { readBase } from './read-base';

/** The digest a reference has now, or why it cannot be resolved. */
export type ResolvedDigest = { readonly digest: string } | { readonly problem: Problem };

/**
 * Asks the engine, its mirrors included, for the digest a reference has now.
 *
 * @param options.timeout in milliseconds
 */
export async function resolveDigest(
  reference: string,
  options: { readonly run?: RunCommand; readonly timeout?: number } = {},
): Promise<ResolvedDigest> {
  const base = await readBase(reference, { ...options, pull: true });
  return 'problem' in base ? base : { digest: base.digest };
}
