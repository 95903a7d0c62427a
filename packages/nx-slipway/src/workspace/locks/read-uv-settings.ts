import type { PythonProject } from '../../python/pyproject/python-project';
import { asTable, type TomlTable } from '../../python/toml/toml-value';
import { parseTomlText } from '../files/read-toml';
import type { LockSource } from './lock';
import { uvTable } from './uv-table';

/**
 * Reads the pyproject beside a lock with the settings that uv installs by in `[tool.uv]`: those of
 * {@link PythonProject.settingsFile}, where there is one, in place of its own.
 *
 * @param root the pyproject, parsed
 */
export function readUvSettings(
  root: TomlTable,
  { settingsFile: file }: Pick<PythonProject, 'settingsFile'>,
  read: LockSource['read'],
): ReturnType<typeof parseTomlText> {
  if (file === undefined) return { value: root };
  const toml = parseTomlText(read(file) ?? '', file);
  if ('problem' in toml) return toml;
  const tool = asTable(root.tool);
  return { value: { ...root, tool: { ...tool, uv: uvTable(file, toml.value) } } };
}
