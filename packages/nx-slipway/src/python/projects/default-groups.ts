import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { PythonProject } from '../pyproject/python-project';
import type { Selection } from '../pyproject/selection';

type DefaultGroups = Pick<PythonProject, 'installer' | 'pyproject'>;

/**
 * Returns the groups that an image of a project installs unless its Dockerfile says otherwise: those of
 * `tool.uv.default-groups` without `dev`, sorted. That is what `uv sync --no-dev --package …` installs,
 * the command of uv's guide for Docker. The setting of the workspace root is for the root alone.
 *
 * Poetry and pip have no such setting: an image of theirs names each group.
 */
export function defaultImageGroups({ installer, pyproject }: DefaultGroups): readonly string[] {
  return installer === 'uv'
    ? [...new Set(pyproject.defaultGroups)].filter((group) => group !== 'dev').sort()
    : [];
}

/**
 * Returns a note about default groups that an image neither installs nor leaves out by `--no-group`: the
 * setting is younger than the Dockerfile.
 *
 * @param dockerfile place of the stage that installs
 */
export function checkDefaultGroups(
  project: DefaultGroups,
  { groups, declined = [] }: Omit<Selection, 'package'>,
  dockerfile: PythonProblem['place'],
): readonly PythonProblem[] {
  const { pyproject } = project;
  const left = defaultImageGroups(project).filter(
    (group) => !groups.includes(group) && !declined.includes(group),
  );
  const place = pyproject.defaultGroupsPlace ?? { file: pyproject.file };
  return left.length === 0
    ? []
    : [{ kind: 'default-groups-left-out', place, groups: left, dockerfile }];
}
