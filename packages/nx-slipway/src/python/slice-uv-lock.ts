import type { PythonProblem } from '../problems/python-problem';
import type { Selection } from './selection';
import { sliceUvLockPackage } from './slice-uv-lock-package';
import type { TextRange } from './toml-layout';
import type { UvLock, UvLockElement } from './uv-lock';
import { type UvLockClosure, uvLockClosure } from './uv-lock-closure';

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
  const isUnique = (name: string) => names.filter((each) => each === name).length === 1;
  const sections = [
    head(lock, new Set(names)),
    manifest(lock, new Set(names)),
    rootGroupTable('dependency-groups', lock, rootGroups),
    rootGroupTable('group-requires-python', lock, rootGroups),
    ...lock.packages
      .filter((each) => kept.has(each))
      .map((each) => sliceUvLockPackage(each, { lock, closure, isUnique })),
  ];
  const text = sections
    .map((section) => section.trim())
    .filter((section) => section !== '')
    .join('\n\n');
  return { text: `${text}\n`, rootGroups, problems };
}

/** `supported-markers` stay because uv refuses other platforms by them. */
function head(lock: UvLock, names: ReadonlySet<string>): string {
  const lines = ['version', 'revision', 'requires-python', 'supported-markers'].map((key) =>
    textOf(lock, lock.head.get(key)),
  );
  const conflicts = lock.conflicts.filter((each) => each.packages.some((name) => names.has(name)));
  return [...lines, array('conflicts', lock, conflicts)].join('');
}

function manifest(lock: UvLock, names: ReadonlySet<string>): string {
  const members = lock.members.filter((each) => each.packages.some((name) => names.has(name)));
  const constraints = textOf(lock, lock.head.get('manifest.build-constraints'));
  const rows = `${array('members', lock, members)}${constraints}`;
  return rows === '' ? '' : `[manifest]\n${rows}`;
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

/** One element per line, whatever the layout was, so that cutting one leaves no trace. */
function array(key: string, lock: UvLock, elements: readonly UvLockElement[]): string {
  const lines = elements.map((each) => `    ${textOf(lock, each.range)},\n`).join('');
  return lines === '' ? '' : `${key} = [\n${lines}]\n`;
}

function textOf(lock: UvLock, range: TextRange | undefined): string {
  return range ? lock.text.slice(range.start, range.end) : '';
}
