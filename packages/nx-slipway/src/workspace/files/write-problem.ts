import { relative, sep } from 'node:path';
import type { FileProblem } from '../../problems/kinds/file-problem';
import { WriteFailure } from './replace-files';

const WHY: Readonly<Record<string, Extract<FileProblem, { kind: 'file-not-written' }>['why']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
};

/**
 * Returns the problem that a failed write is, for people.
 *
 * @throws the error itself where it is of another kind
 */
export function writeProblem(error: unknown, workspaceRoot: string): FileProblem {
  if (!(error instanceof WriteFailure)) throw error;
  const file = relative(workspaceRoot, error.file).split(sep).join('/');
  // Node ends the sentence with the paths, which the message has already.
  const detail = error.message.replace(/, \w+ '.*$/s, '');
  return { kind: 'file-not-written', place: { file }, why: WHY[error.code] ?? 'other', detail };
}
