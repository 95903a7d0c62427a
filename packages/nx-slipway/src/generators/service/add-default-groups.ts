import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import { defaultImageGroups } from '../../python/projects/default-groups';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { ServiceOptions } from './service-options';

/**
 * Adds the groups that the project's installer installs by default to those that are asked for, as
 * `uv sync --group …` does, with a note that names them.
 */
export function addDefaultGroups<O extends Pick<ServiceOptions, 'groups'>>(
  options: O,
  project: Pick<PythonProject, 'installer' | 'pyproject'>,
): { readonly options: O; readonly note: readonly GeneratorProblem[] } {
  const added = defaultImageGroups(project).filter((group) => !options.groups.includes(group));
  const { defaultGroupsPlace, file } = project.pyproject;
  return added.length === 0
    ? { options, note: [] }
    : {
        options: { ...options, groups: [...options.groups, ...added].sort() },
        note: [
          { kind: 'default-groups-added', place: defaultGroupsPlace ?? { file }, groups: added },
        ],
      };
}
