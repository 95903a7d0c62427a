import type { UvIndex } from '../../python/pyproject/pyproject';
import type { PythonProject } from '../../python/pyproject/python-project';
import { asArray, asString, asTable } from '../../python/toml/toml-value';
import { parseTomlText } from '../files/read-toml';
import { uvTable } from '../locks/uv-table';

/**
 * Reads the package indexes that uv takes from other files than the pyproject beside a lock: from a `uv.toml`, or from
 * the pyproject of a folder above. A file that cannot be read is a problem of the lock's.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function settingsIndexes(
  projects: Iterable<Pick<PythonProject, 'installer' | 'settingsFile'>>,
  read: (file: string) => string | undefined,
): readonly Pick<UvIndex, 'name' | 'url'>[] {
  const files = [...projects].flatMap(({ installer, settingsFile }) =>
    installer === 'uv' && settingsFile !== undefined ? [settingsFile] : [],
  );
  return [...new Set(files)].flatMap((file) => {
    const toml = parseTomlText(read(file) ?? '', file);
    if ('problem' in toml) return [];
    return asArray(uvTable(file, toml.value).index)
      .map(asTable)
      .map((index) => {
        const [name, url] = [asString(index.name), asString(index.url)];
        return { ...(name !== undefined && { name }), ...(url !== undefined && { url }) };
      });
  });
}
