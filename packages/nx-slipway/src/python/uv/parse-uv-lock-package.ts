import type { LockedFile } from '../pyproject/locked-file';
import type { TextRange, TomlSection } from '../toml/toml-layout';
import { asArray, asString, asStrings, asTable, isTable, type TomlTable } from '../toml/toml-value';
import { wholeLines } from '../toml/whole-lines';
import type { UvLockMetadata, UvLockPackage, UvLockRequirement } from './uv-lock';
import { uvLockDependencies, uvLockDependencyLists } from './uv-lock-dependency-lists';
import { uvLockSource } from './uv-lock-source';

/** One `[[package]]`; nothing where a name, a source or the layout is not as uv writes it. */
export function parseUvLockPackage(
  table: TomlTable,
  options: { readonly block: readonly TomlSection[]; readonly end: number; readonly text: string },
): UvLockPackage | undefined {
  const { block, end, text } = options;
  const [first] = block;
  const name = asString(table.name);
  const source = uvLockSource(table.source);
  if (!first || name === undefined || !source) return undefined;

  const sectionOf = (path: string) => block.find((each) => each.path.slice(1).join('.') === path);
  const lists = (key: 'optional-dependencies' | 'dev-dependencies') =>
    uvLockDependencyLists(asTable(table[key]), sectionOf(key)?.entries ?? [], text);
  const optionalDependencies = lists('optional-dependencies');
  const devDependencies = lists('dev-dependencies');
  if (
    optionalDependencies.length !== Object.keys(asTable(table['optional-dependencies'])).length ||
    devDependencies.length !== Object.keys(asTable(table['dev-dependencies'])).length
  ) {
    return undefined;
  }

  const version = asString(table.version);
  const dependencies = first.entries.find((each) => each.key.join('.') === 'dependencies');
  const extras = sectionOf('metadata')?.entries.find(
    (each) => each.key.join('.') === 'provides-extras',
  );
  return {
    name,
    ...(version !== undefined && { version }),
    source,
    resolutionMarkers: asStrings(table['resolution-markers']),
    dependencies: uvLockDependencies(table.dependencies, dependencies),
    optionalDependencies,
    devDependencies,
    files: [...asArray(table.wheels), table.sdist].flatMap(lockedFile),
    ...(isTable(table.metadata) && { metadata: metadata(table.metadata) }),
    range: { start: first.start, end },
    line: first.line,
    parts: parts(block, end, text),
    providedExtras: (extras?.value.items ?? []).map(({ start, end }) => ({ start, end })),
  };
}

/** `{ url = "https://…/x-1.0.tar.gz", hash = "sha256:…", size = 1234 }` */
function lockedFile(value: unknown): readonly LockedFile[] {
  if (!isTable(value)) return [];
  const location = asString(value.filename) ?? asString(value.url) ?? asString(value.path) ?? '';
  const name = decodeURIComponent(location.replace(/[#?].*$/, '').replace(/^.*\//, ''));
  const [hash, { size }] = [asString(value.hash), value];
  return [
    {
      name,
      ...(hash !== undefined && { hash }),
      ...(typeof size === 'number' && { size }),
    },
  ];
}

function metadata(table: TomlTable): UvLockMetadata {
  const extras = table['provides-extras'];
  const groups = Object.entries(asTable(table['requires-dev']));
  return {
    requiresDist: requirements(table['requires-dist']),
    ...(extras !== undefined && { providesExtras: asStrings(extras) }),
    requiresDev: new Map(groups.map(([group, list]) => [group, requirements(list)])),
  };
}

function requirements(value: unknown): readonly UvLockRequirement[] {
  return asArray(value)
    .map(asTable)
    .map((table) => {
      const specifier = asString(table.specifier);
      const marker = asString(table.marker);
      const source = uvLockSource(table);
      const index = asString(table.index);
      return {
        name: asString(table.name) ?? '',
        extras: asStrings(table.extras),
        ...(specifier !== undefined && { specifier }),
        ...(marker !== undefined && { marker }),
        ...(source && { source }),
        ...(index !== undefined && { index }),
      };
    });
}

function parts(
  block: readonly TomlSection[],
  end: number,
  text: string,
): ReadonlyMap<string, TextRange> {
  return new Map(
    block.flatMap((section, index): (readonly [string, TextRange])[] => {
      const path = section.path.slice(1);
      const whole = { start: section.start, end: block[index + 1]?.start ?? end };
      return [
        [`[${path.join('.')}]`, whole],
        ...section.entries.map(
          (entry) => [[...path, ...entry.key].join('.'), wholeLines(text, entry)] as const,
        ),
      ];
    }),
  );
}
