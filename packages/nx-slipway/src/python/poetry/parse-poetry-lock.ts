import { lt, valid } from '@renovatebot/pep440';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { normalizeName } from '../pep508/normalize-name';
import { packageBlocks } from '../pyproject/package-blocks';
import { type TomlSection, tomlLayout } from '../toml/toml-layout';
import { asArray, asString, asStrings, asTable, isTable, type TomlTable } from '../toml/toml-value';
import { wholeLines } from '../toml/whole-lines';
import type { PoetryLock, PoetryLockPackage } from './poetry-lock';

/**
 * A poetry.lock from its parsed TOML and its text (Poetry 2, `packages/locker.py`). One of another
 * version than 2.0 or 2.1 is a problem, and so is one not laid out as Poetry lays it out, because
 * nothing could be cut from it.
 *
 * @param dir folder to lock in
 */
export function parsePoetryLock(
  toml: TomlTable,
  options: { readonly file: string; readonly text: string; readonly dir: string },
): { readonly lock?: PoetryLock; readonly problems: readonly PythonProblem[] } {
  const { file, dir } = options;
  const metadata = asTable(toml.metadata);
  const version = metadata['lock-version'];
  if (version !== '2.0' && version !== '2.1') {
    const found = version === undefined ? 'none' : String(version);
    const place = { file, line: 1 };
    return { problems: [{ kind: 'poetry-lock-version-unknown', place, found, dir }] };
  }
  const text = options.text.replaceAll('\r\n', '\n');
  const blocks = packageBlocks(toml, tomlLayout(text), text);
  const packages = blocks.packages.flatMap(
    ({ table, block }) => packageOf(table, block, text) ?? [],
  );
  if (!blocks.isWhole || packages.length !== blocks.packages.length) {
    return { problems: [{ kind: 'poetry-lock-layout-unknown', place: { file }, dir }] };
  }
  const contentHash = asString(metadata['content-hash']);
  const [, maker = ''] = /^#.*Poetry ([^ ]+)/.exec(text) ?? [];
  return {
    problems: [],
    lock: {
      file,
      text,
      version,
      ...(contentHash !== undefined && { contentHash }),
      isOld: valid(maker) !== null && lt(maker, '2.3.0'),
      extras: Object.keys(asTable(toml.extras)).map(normalizeName),
      packages,
    },
  };
}

function packageOf(
  table: TomlTable,
  block: readonly TomlSection[],
  text: string,
): PoetryLockPackage | undefined {
  const [head] = block;
  const [name, version] = [asString(table.name), asString(table.version)];
  if (!head || name === undefined || version === undefined) return undefined;
  const named = asStrings(table.groups).map(normalizeName);
  const markers = markersOf(table.markers, named);
  // It is nothing to a group that reaches it by ways of which none can hold.
  const groups = named.filter((group) => markers.get(group) !== EMPTY);
  const source = asTable(table.source);
  const sourceSection = block.find(({ path }) => path.join('.') === 'package.source');
  const [type, url] = [asString(source.type), asString(source.url)];
  const requiresPython = asString(table['python-versions']);
  return {
    name: normalizeName(name),
    version,
    ...(requiresPython !== undefined && requiresPython !== ANY && { requiresPython }),
    groups,
    markers,
    ...(type !== undefined && { source: { type, url: url ?? '' } }),
    files: asArray(table.files)
      .map(asTable)
      .map(({ file, hash }) => ({
        name: asString(file) ?? '',
        ...(typeof hash === 'string' && { hash }),
      })),
    entries: head.entries.map((entry) => ({
      key: entry.key.join('.'),
      range: wholeLines(text, entry),
    })),
    ...(sourceSection && { sourceRange: wholeLines(text, sourceSection) }),
    line: head.line,
  };
}

/** One marker for all groups, or a table of those that have one. */
function markersOf(value: unknown, groups: readonly string[]): ReadonlyMap<string, string> {
  const entries: readonly (readonly [string, unknown])[] = isTable(value)
    ? Object.entries(value).map(([group, marker]) => [normalizeName(group), marker])
    : groups.map((group) => [group, value]);
  return new Map(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ANY,
    ),
  );
}

/** Markers that PEP 508 does not have (poetry-core, `parse_marker`): one that always holds, and one that never does. */
const ANY = '*';
const EMPTY = '<empty>';
