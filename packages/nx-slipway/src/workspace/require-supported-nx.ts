import { NX_VERSION } from '@nx/devkit';
import { ProblemsError } from '../problems/problems-error';
import { checkNxVersion } from './check-nx-version';

/** @throws {ProblemsError} where the workspace's Nx is older than what this package works with */
export function requireSupportedNx(): void {
  const problem = checkNxVersion(NX_VERSION);
  if (problem) throw new ProblemsError([problem]);
}
