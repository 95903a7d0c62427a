import type { Selection } from '../pyproject/selection';
import type { UvLock } from './uv-lock';
import { uvLockClosure } from './uv-lock-closure';

/** Names of an image's packages that are fetched from a git repository; sorted. */
export function lockedFromGit(lock: UvLock, selection: Selection, dir: string): readonly string[] {
  const { closure } = uvLockClosure(lock, selection, dir);
  return [...(closure?.extras.keys() ?? [])]
    .flatMap(({ name, source }) => (source.kind === 'git' ? [name] : []))
    .sort();
}
