import type { SourceModule } from './source-modules';

/**
 * Sorts modules by how likely they are meant.
 *
 * @param names of files without `.py`, the likeliest first
 */
export function rankModules(
  modules: readonly SourceModule[],
  names: readonly string[],
): readonly SourceModule[] {
  const rank = ({ file }: SourceModule): number => {
    const index = names.indexOf(file.split('/').at(-1)?.replace(/\.py$/, '') ?? '');
    return index === -1 ? names.length : index;
  };
  const depth = ({ file }: SourceModule): number => file.split('/').length;
  return [...modules].sort(
    (a, b) => rank(a) - rank(b) || depth(a) - depth(b) || (a.file < b.file ? -1 : 1),
  );
}
