import type { PythonProblem } from '../problems/python-problem';
import type { PoetryLock, PoetryLockPackage } from './poetry-lock';
import { reduceMarker } from './reduce-marker';
import type { Selection } from './selection';
import type { TextRange } from './toml-layout';

/** A package of a lock that a selection installs on some platform. */
export interface SelectedPackage {
  readonly locked: PoetryLockPackage;
  /** Without what is settled by the selection; absent where it is installed everywhere. */
  readonly marker?: string;
}

/**
 * The packages of a lock of version 2.1 that Poetry installs for the main dependencies and the
 * selected groups and extras: one of their groups is asked for, and its marker may hold (Poetry 2,
 * `Transaction.calculate_operations`). Directories are among them.
 */
export function selectPoetryPackages(
  { packages }: PoetryLock,
  { extras, groups }: Omit<Selection, 'package'>,
): readonly SelectedPackage[] {
  const asked = new Set(['main', ...groups]);
  return packages.flatMap((locked): readonly SelectedPackage[] => {
    const markers = locked.groups
      .filter((group) => asked.has(group))
      .map((group) => reduceMarker(locked.markers.get(group) ?? '', extras))
      .filter((marker) => marker !== false);
    if (markers.length === 0) return [];
    // Groups are asked for together, so that one of their markers is enough.
    const texts = markers.flatMap((marker) => (marker === true || marker === '' ? [] : marker));
    const all = [...new Set(texts)].sort();
    if (texts.length < markers.length) return [{ locked }];
    return [{ locked, marker: all.length === 1 ? `${all[0]}` : `(${all.join(') or (')})` }];
  });
}

/**
 * Cuts out of a lock's text the part that decides an image: the blocks of the packages that are
 * installed, as if all of them were main dependencies. What `poetry install` does not read is cut as
 * well (dependencies and extras of a package, which are at work in the lock already), and so are
 * folders, which `--no-directory` passes over: it changes only with what is installed.
 *
 * @param contentHash of the pyproject that goes with it
 */
export function slicePoetryLock(
  lock: PoetryLock,
  selected: readonly SelectedPackage[],
  options: { readonly extras: readonly string[]; readonly contentHash: string },
): string {
  const blocks = selected
    .filter(({ locked }) => locked.source?.type !== 'directory')
    .map((each) => block(lock.text, each));
  // Poetry looks extras up by their names alone.
  const extras = options.extras.map((extra) => `${extra} = []\n`);
  return [
    blocks.length === 0 ? 'package = []\n' : blocks.join('\n'),
    ...(extras.length > 0 ? [`[extras]\n${extras.join('')}`] : []),
    `[metadata]\nlock-version = "${lock.version}"\ncontent-hash = "${options.contentHash}"\n`,
  ].join('\n');
}

function block(text: string, { locked, marker }: SelectedPackage): string {
  const own: Readonly<Record<string, string>> = {
    groups: `groups = ["main"]\n${marker === undefined ? '' : `markers = ${JSON.stringify(marker)}\n`}`,
    markers: '',
    // What another group does not ask for as well, and what an editable checkout would be.
    optional: 'optional = false\n',
    develop: 'develop = false\n',
  };
  const lines = locked.entries.map(({ key, range }) => own[key] ?? textOf(text, range));
  const source = locked.sourceRange ? `\n${textOf(text, locked.sourceRange)}` : '';
  return `[[package]]\n${lines.join('')}${source}`;
}

function textOf(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

/** What of a selection no image can be given: a wheel or sdist on disk. */
export function localArchives(
  { file }: PoetryLock,
  selected: readonly SelectedPackage[],
): readonly PythonProblem[] {
  return selected.flatMap(({ locked: { name, source, line } }) =>
    source?.type === 'file'
      ? [{ kind: 'lock-local-archive', place: { file, line }, package: name, path: source.url }]
      : [],
  );
}
