import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { nameCounts } from '../pyproject/name-counts';
import type { Selection } from '../pyproject/selection';
import type { TextRange } from '../toml/toml-layout';
import { sliceUvLockPackage } from './slice-uv-lock-package';
import type { UvLock } from './uv-lock';
import { type UvLockClosure, uvLockClosure } from './uv-lock-closure';
import { joinSections, uvLockHead } from './uv-lock-head';

/** The part of a lock that decides one image. */
export interface UvLockSlice {
  /** A lock that `uv sync --frozen --package …` takes; empty where the package is not locked. */
  readonly text: string;
  /** Selected groups that come from the workspace root, which its pyproject must go on declaring. */
  readonly rootGroups: readonly string[];
  readonly problems: readonly PythonProblem[];
}

/**
 * Cuts out of a lock's text the part that decides an image: the blocks of the packages that the
 * selection reaches, and of every block only the extras and groups that are reached. What
 * `uv sync --frozen` does not read is cut as well (resolution markers, resolver options,
 * constraints and overrides, which are at work in the versions already; versions of local
 * projects), so that it changes only with what is installed.
 */
export function sliceUvLock(lock: UvLock, selection: Selection, dir: string): UvLockSlice {
  const { closure, problems } = uvLockClosure(lock, selection, dir);
  if (!closure) return { text: '', rootGroups: [], problems };

  const { rootGroups } = closure;
  const kept = new Set([...closure.extras.keys(), ...(closure.root ? [closure.root] : [])]);
  const names = [...kept].map((each) => each.name);
  const counts = nameCounts(names);
  const isUnique = (name: string) => counts.get(name) === 1;
  const sections = [
    uvLockHead(lock, new Set(names)),
    rootGroupTable('dependency-groups', lock, rootGroups),
    rootGroupTable('group-requires-python', lock, rootGroups),
    ...lock.packages
      .filter((each) => kept.has(each))
      .map((each) => sliceUvLockPackage(each, { lock, closure, isUnique })),
  ];
  return { text: joinSections(sections), rootGroups, problems };
}

/** Groups of a root without a project, with the Pythons they ask for. */
function rootGroupTable(
  key: 'dependency-groups' | 'group-requires-python',
  lock: UvLock,
  groups: UvLockClosure['rootGroups'],
): string {
  const rows = groups
    .map((group) => textOf(lock, lock.head.get(`manifest.${key}.${group}`)))
    .join('');
  return rows === '' ? '' : `[manifest.${key}]\n${rows}`;
}

function textOf(lock: UvLock, range: TextRange | undefined): string {
  return range ? lock.text.slice(range.start, range.end) : '';
}
