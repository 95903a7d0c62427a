import { version } from 'nx/package.json';
import { ProblemsError } from '../../problems/problems-error';
import { checkNxVersion } from './check-nx-version';

/** @throws {ProblemsError} where the workspace's Nx is older than what this package works with */
export function requireSupportedNx(): void {
  const problem = checkNxVersion(version);
  if (problem) throw new ProblemsError([problem]);
}
