import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import { withoutForeignWheels } from '../../python/wheels/foreign-wheels';
import type { LockSlice } from './lock';

/** Returns the files of a slice with the lock reduced to what images of an environment can install. */
export function withoutForeignFiles(
  files: NonNullable<LockSlice['files']>,
  environment: MarkerEnvironment,
): NonNullable<LockSlice['files']> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      file.endsWith('.lock') ? withoutForeignWheels(text, environment) : text,
    ]),
  );
}
