import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { packageBlocks } from '../pyproject/package-blocks';
import { type TextRange, type TomlEntry, type TomlSection, tomlLayout } from '../toml/toml-layout';
import { asArray, asString, asStrings, asTable, type TomlTable } from '../toml/toml-value';
import { wholeLines } from '../toml/whole-lines';
import { parseUvLockPackage } from './parse-uv-lock-package';
import type { UvLock, UvLockConflict, UvLockElement } from './uv-lock';
import { uvLockDependencyLists } from './uv-lock-dependency-lists';

/** The major version of the format since uv 0.5; its revisions are compatible with each other. */
const knownVersion = 1;

/**
 * A uv.lock from its parsed TOML and its text. One of another version than is known here is a
 * problem, and so is one not laid out as uv lays it out, because nothing could be cut from it.
 */
export function parseUvLock(
  toml: TomlTable,
  options: { readonly file: string; readonly text: string },
): { readonly lock?: UvLock; readonly problems: readonly PythonProblem[] } {
  const { file } = options;
  if (toml.version !== knownVersion) {
    const found = toml.version === undefined ? 'none' : String(toml.version);
    return { problems: [{ kind: 'lock-version-unknown', place: { file, line: 1 }, found }] };
  }
  const text = options.text.replaceAll('\r\n', '\n');
  const { head, ...blocks } = packageBlocks(toml, tomlLayout(text), text);
  const packages = blocks.packages.flatMap(
    ({ table, block, end }) => parseUvLockPackage(table, { block, end, text }) ?? [],
  );
  if (!blocks.isWhole || packages.length !== blocks.packages.length) {
    return { problems: [{ kind: 'lock-layout-unknown', place: { file } }] };
  }

  const entries = new Map(head.flatMap(namedEntries));
  const manifest = asTable(toml.manifest);
  const requiresPython = asString(toml['requires-python']);
  return {
    problems: [],
    lock: {
      file,
      text,
      ...(requiresPython !== undefined && { requiresPython }),
      members: elements(
        entries.get('manifest.members'),
        asArray(manifest.members).map((each) => [each]),
      ),
      conflicts: elements(
        entries.get('conflicts'),
        asArray(toml.conflicts).map((each) => parties(each).map((party) => party.package)),
      ).map((each, index) => ({ ...each, conflict: parties(asArray(toml.conflicts)[index]) })),
      rootGroups: uvLockDependencyLists(
        asTable(manifest['dependency-groups']),
        head.find((section) => section.path.join('.') === 'manifest.dependency-groups')?.entries ??
          [],
        text,
      ),
      packages,
      head: new Map([...entries].map(([name, entry]) => [name, wholeLines(text, entry)])),
    },
  };
}

function namedEntries(section: TomlSection): readonly (readonly [string, TomlEntry])[] {
  return section.entries.map((entry) => [[...section.path, ...entry.key].join('.'), entry]);
}

function parties(conflict: unknown): readonly UvLockConflict[] {
  return asArray(conflict).map((party) => {
    const { package: name, extra, group } = asTable(party);
    return {
      package: asString(name) ?? '',
      ...(typeof extra === 'string' && { extra }),
      ...(typeof group === 'string' && { group }),
    };
  });
}

function elements(
  entry: TomlEntry | undefined,
  packages: readonly (readonly unknown[])[],
): readonly UvLockElement[] {
  const ranges: readonly TextRange[] = entry?.value.items ?? [];
  return ranges.map(({ start, end }, index) => ({
    packages: asStrings(packages[index]),
    range: { start, end },
  }));
}
