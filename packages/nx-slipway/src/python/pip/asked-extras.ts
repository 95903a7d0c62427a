import type { RequirementsFile } from './requirements-file';

/**
 * Returns the requirements of files that ask for extras, as lines of a file of their own: without versions, which are
 * installed by then, but with markers. Sorted.
 *
 * @param files those that name packages to install
 */
export function askedExtras(files: readonly RequirementsFile[]): readonly string[] {
  const lines = files.flatMap((file) =>
    file.lines.flatMap((line): readonly string[] => {
      if (line.kind !== 'package' || line.requirement.extras.length === 0) return [];
      const { name, extras, marker } = line.requirement;
      return [`${name}[${extras.join(',')}]${marker === undefined ? '' : ` ; ${marker}`}`];
    }),
  );
  return [...new Set(lines)].sort();
}
