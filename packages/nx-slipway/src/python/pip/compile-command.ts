import { lockCommand } from '../../problems/lock-command';
import type { Pyproject } from '../pyproject/pyproject';
import type { PythonProject } from '../pyproject/python-project';
import type { RequirementsFile } from './requirements-file';
import { requirementsPath } from './requirements-sets';

/**
 * The command that writes a requirements file again: the one its head names, with hashes, else uv's.
 *
 * @param known what the file says, where it is there
 */
export function compileCommand(
  { dir, pyproject }: Pick<PythonProject, 'dir' | 'pyproject'>,
  options: { readonly group?: string; readonly known?: RequirementsFile } = {},
): string {
  const { group, known } = options;
  if (known?.compiledBy !== undefined) {
    const command = known.compiledBy.includes('--generate-hashes')
      ? known.compiledBy
      : known.compiledBy.replace(/compile\b/, '$& --generate-hashes');
    // It was called in the workspace root or in the project's own folder; its paths tell.
    return dir === '.' || command.includes(`${dir}/`) ? command : `cd ${dir} && ${command}`;
  }
  return group === undefined
    ? lockCommand(dir, 'pip')
    : `uv pip compile --universal --generate-hashes --output-file ${requirementsPath(dir, group)} ${sourceOf(pyproject, group)}`;
}

/** A file of a group is made of the group or extra of that name, else of a list beside it. */
function sourceOf(
  { dir, file, dependencyGroups, optionalDependencies }: Pyproject,
  group: string,
): string {
  if (dependencyGroups.has(group)) return `--group ${file}:${group}`;
  return optionalDependencies.has(group)
    ? `--extra ${group} ${file}`
    : requirementsPath(dir, group).replace(/txt$/, 'in');
}

/**
 * Whether a command in the head of a requirements file is, but for paths, the one that nx-slipway itself compiles by:
 * of the pyproject beside it, and with no option that would be lost.
 */
export function isOwnCompilation(command: string): boolean {
  const [uv, pip, compile, ...words] = command.trim().split(/\s+/);
  const isHashed = ['--universal', '--generate-hashes'].every((option) => words.includes(option));
  return [uv, pip, compile].join(' ') === 'uv pip compile' && isHashed && words.every(isOwnWord);
}

function isOwnWord(word: string): boolean {
  return word.startsWith('-')
    ? /^--(universal|generate-hashes|quiet|(python-version|output-file|constraints|group)(=.*)?)$/.test(
        word,
      )
    : /(^|\/)(pyproject\.toml(:dev)?|requirements(-dev)?\.txt)$|^(dev|3\.\d+)$/.test(word);
}
