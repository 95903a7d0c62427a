import { type Condition, markerOf } from '../pep508/condition';
import { nameCounts } from '../pyproject/name-counts';
import { cutRanges } from '../toml/cut-ranges';
import type { UvLock, UvLockPackage } from './uv-lock';
import type { UvLockClosure } from './uv-lock-closure';
import { joinSections, uvLockHead } from './uv-lock-head';

/**
 * A lock of what is left of an image's packages once others are installed apart: the same blocks
 * without their dependencies, each a dependency of the image's own package under the marker that it is
 * installed by. `uv sync --frozen --package …` takes it with the same extras and groups, which are empty.
 *
 * @param left third-party packages, and when each is installed
 */
export function lockWithoutShared(
  lock: UvLock,
  { project, root, projectGroups, declined, rootGroups, extras: reached }: UvLockClosure,
  left: ReadonlyMap<UvLockPackage, Condition>,
): string {
  const packages = lock.packages.filter((each) => left.has(each));
  const text = (found: UvLockPackage, part: string): string => {
    const range = found.parts.get(part);
    return range ? lock.text.slice(range.start, range.end).trim() : '';
  };
  const names = packages.map(({ name }) => name);
  const counts = nameCounts(names);
  const dependencies = packages.map((found) => {
    const isUnique = counts.get(found.name) === 1;
    const marker = markerOf(left.get(found) ?? []);
    const entries = [
      `name = "${found.name}"`,
      ...(isUnique ? [] : [text(found, 'version'), text(found, 'source')]),
      ...(marker === undefined ? [] : [`marker = ${JSON.stringify(marker)}`]),
    ];
    return `    { ${entries.join(', ')} },\n`;
  });
  const lists = (groups: readonly string[]): string =>
    groups.map((group) => `${group} = []\n`).join('');
  const groupTables = (groups: readonly string[]): readonly string[] =>
    groups.length === 0
      ? []
      : [
          `[package.dev-dependencies]\n${lists(groups)}`,
          `[package.metadata.requires-dev]\n${lists(groups)}`,
        ];
  const provided = project.metadata?.providesExtras ?? [];
  const extras = provided.filter((each) => reached.get(project)?.has(each));
  const block = (found: UvLockPackage): string =>
    `[[package]]\n${text(found, 'name')}\n${text(found, 'source')}\n`;

  return joinSections([
    uvLockHead(lock, new Set([project.name, ...(root ? [root.name] : []), ...names])),
    ...(rootGroups.length > 0 && !root
      ? [`[manifest.dependency-groups]\n${lists(rootGroups)}`]
      : []),
    `${block(project)}${dependencies.length > 0 ? `dependencies = [\n${dependencies.join('')}]\n` : ''}`,
    ...(extras.length > 0
      ? [`[package.metadata]\nprovides-extras = [${extras.map((each) => `"${each}"`).join(', ')}]`]
      : []),
    ...groupTables([...projectGroups, ...declined]),
    ...(root ? [block(root), ...groupTables(rootGroups)] : []),
    ...packages.map((found) => third(lock, found)),
  ]);
}

function third({ text }: UvLock, { range, parts }: UvLockPackage): string {
  const cut = ['dependencies', '[optional-dependencies]', 'resolution-markers'];
  return cutRanges(
    text,
    range,
    cut.flatMap((part) => parts.get(part) ?? []),
  );
}
