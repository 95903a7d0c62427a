import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { PythonProject } from '../pyproject/python-project';

type CheckedProject = Pick<PythonProject, 'installer' | 'pyproject'>;

/**
 * Returns why uv would install nothing of an image's own projects: it builds neither a project with
 * `package = false` nor, unless another project depends on it, one without a `[build-system]` (uv,
 * concepts/projects/config, "Project packaging", and concepts/projects/dependencies, "Virtual
 * dependencies"). Poetry and pip build a project either way.
 *
 * @param libraries the projects of the workspace that the image holds besides its own
 * @param options.isInstalled whether the image holds the project as a wheel, and not its sources
 * @param options.code folders that hold its code, as far as they are known
 * @param options.role of the image
 */
export function checkPackages(
  project: CheckedProject,
  libraries: readonly CheckedProject[],
  {
    isInstalled = true,
    code = [],
    role,
  }: {
    readonly isInstalled?: boolean;
    readonly code?: readonly string[];
    readonly role?: string;
  } = {},
): readonly PythonProblem[] {
  const { pyproject } = project;
  const { file, name = pyproject.dir, place, uv } = pyproject;
  const isVirtual =
    project.installer === 'uv' && uv.package === undefined && pyproject.buildSystem === undefined;
  return [
    ...(isVirtual && isInstalled
      ? [
          {
            ...({ kind: 'project-without-build-system', place, name, file } as const),
            ...{ code, ...(role !== undefined && { role }) },
          },
        ]
      : []),
    ...[...(isInstalled ? [project] : []), ...libraries]
      .filter(({ installer, pyproject: each }) => installer === 'uv' && each.uv.package === false)
      .map(
        ({ pyproject: each }) =>
          ({ kind: 'project-no-package', place: each.place, name: each.name ?? each.dir }) as const,
      ),
  ];
}

/**
 * Whether a project that is built names nothing to build it with, and so is built by setuptools (PEP 517,
 * "Source trees").
 */
export function buildsWithSetuptools({
  pyproject: { buildSystem, poetry },
}: Pick<PythonProject, 'pyproject'>): boolean {
  // What Poetry declares and setuptools does not read is a problem of its own.
  const isPoetrys = !buildSystem && poetry.declared?.name !== undefined;
  return !isPoetrys && (buildSystem?.requires ?? []).length === 0;
}
