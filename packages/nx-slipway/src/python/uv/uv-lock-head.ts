import type { TextRange } from '../toml/toml-layout';
import type { UvLock, UvLockElement } from './uv-lock';

/**
 * What stands above the packages of a lock that is cut from another one: of members and conflicts those
 * of the given packages. `supported-markers` stay because uv refuses other platforms by them.
 */
export function uvLockHead(lock: UvLock, names: ReadonlySet<string>): string {
  return joinSections([head(lock, names), manifest(lock, names)]);
}

/** Sections of a lock with a blank line between them; empty ones leave none. */
export function joinSections(sections: readonly string[]): string {
  const text = sections
    .map((section) => section.trim())
    .filter((section) => section !== '')
    .join('\n\n');
  return `${text}\n`;
}

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

/** One element per line, whatever the layout was, so that cutting one leaves no trace. */
function array(key: string, lock: UvLock, elements: readonly UvLockElement[]): string {
  const lines = elements.map((each) => `    ${textOf(lock, each.range)},\n`).join('');
  return lines === '' ? '' : `${key} = [\n${lines}]\n`;
}

function textOf(lock: UvLock, range: TextRange | undefined): string {
  return range ? lock.text.slice(range.start, range.end) : '';
}
