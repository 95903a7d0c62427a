import { tmpdir } from 'node:os';
import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';

/** Returns what an error is where this machine's disk, or the quota of its user, is full; undefined for any other. */
export function hostDiskFull(error: unknown): EngineProblem | undefined {
  return error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(`${error.code}`)
    ? { kind: 'host-disk-full', folder: tmpdir(), detail: error.message }
    : undefined;
}
