import { statSync } from 'node:fs';
import { readPackageVersion } from '../files/read-package-version';

/** Tells this package as it is installed from every other: its version, and when this file was written. */
export function readPackageStamp(): string {
  return `${readPackageVersion()} of ${statSync(__filename).mtimeMs}`;
}
