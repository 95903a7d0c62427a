import { isQuotablePath } from '../../dockerfile/quote-words';
import {
  renderServiceDockerfile,
  type ServiceTemplates,
} from '../../images/bindings/render-service-dockerfile';
import type { FileCopy } from '../../images/bindings/service-view';
import { installers } from '../../images/installers/installers';
import { lockSteps } from '../../images/installers/lock-steps';
import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import { checkPackages } from '../../python/projects/check-packages';
import type { PythonProject } from '../../python/pyproject/python-project';
import { checkRequiresPython } from '../../python/pyproject/requires-python';
import { selectionOf } from '../../python/pyproject/selection';
import type { FileEdit } from '../file-edit';
import { checkLayout } from './check-layout';
import type { ChosenStack } from './choose-stack';
import { runtimeSettings } from './runtime/runtime-settings';
import type { ServiceOptions } from './service-options';
import { stackView } from './stack-view';

/** What a service's Dockerfile is planned from. */
export interface ServiceFacts {
  readonly project: PythonProject;
  /** All Python projects, by folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly stack: ChosenStack;
  readonly role: Role;
  /** Folders that the image holds as they are, in place of the project's wheel. */
  readonly sources: readonly FileCopy[];
  /** Files that the image holds besides what is installed. */
  readonly files: readonly FileCopy[];
  /** In development, where the project's modules are found first. */
  readonly mounted?: string;
  /** Where the image's Dockerfile goes, relative to the workspace root. */
  readonly dockerfile: string;
  /** Name of the Nx project. */
  readonly nxProject: string;
  readonly buildTarget: string;
  readonly templates: ServiceTemplates;
  /** Folders of the project that hold its code, as far as they are known. */
  readonly code: readonly string[];
}

/** Plans the Dockerfile of a Python project. */
export function planService(
  options: ServiceOptions,
  facts: ServiceFacts,
): { readonly edit: FileEdit; readonly problems: readonly Problem[] } {
  const { project, stack, role, sources, dockerfile, mounted, templates } = facts;
  const { extras, groups } = options;
  const installer = installers[project.installer];
  const selection = selectionOf(project.pyproject, { extras, groups });
  const wheels = options.layout === 'wheels';
  const content = renderServiceDockerfile(
    {
      title:
        options.role === 'dev'
          ? `The image to develop ${facts.nxProject} in`
          : `The image of ${facts.nxProject}`,
      project: facts.nxProject,
      buildTarget: facts.buildTarget,
      dockerfile,
      directory: project.dir,
      ...stackView(options, stack),
      ...lockSteps(installer, { project, selection, wheels }),
      takesVersion: project.pyproject.takesVersionFromGit,
      wheels,
      sources,
      ...(mounted !== undefined && { mounted }),
      files: facts.files,
      ...runtimeSettings(options),
      role: role.view,
    },
    templates,
  );
  return {
    edit: { file: dockerfile, content, owner: 'user' },
    problems: [
      ...checkFolder(project),
      ...checkLayout(options, stack),
      ...checkPackages(project, libraries(facts), {
        isInstalled: sources.length === 0,
        code: facts.code,
        ...(options.role !== undefined && { role: options.role }),
      }),
      ...checkPython(facts),
      ...checkSelection(options, facts),
    ],
  };
}

function checkFolder({ dir, pyproject }: PythonProject): readonly Problem[] {
  return isQuotablePath(dir)
    ? []
    : [{ kind: 'folder-not-quotable', place: { file: pyproject.file }, folder: dir }];
}

function libraries({ project, python }: ServiceFacts): readonly PythonProject[] {
  return project.closure.flatMap((dir) => python.get(dir) ?? []);
}

function checkPython(facts: ServiceFacts): readonly Problem[] {
  const { project, stack } = facts;
  const projects = [project, ...libraries(facts)];
  return stack.release === undefined
    ? []
    : checkRequiresPython(
        stack.release,
        projects.map(({ pyproject }) => pyproject),
      );
}

function checkSelection(
  { extras, groups }: ServiceOptions,
  { project }: ServiceFacts,
): readonly Problem[] {
  // With pip a group is a file beside the pyproject.
  const holder = project.installer === 'pip' ? project.dir : project.pyproject.file;
  const unknown = (
    option: 'extras' | 'groups',
    values: readonly string[],
    known: readonly string[],
  ): Problem[] =>
    values
      .filter((value) => !known.includes(value))
      .map((value) => ({
        kind: 'generator-option-invalid',
        option,
        value,
        expected:
          known.length > 0
            ? `one of what ${holder} has: ${known.join(', ')}`
            : `nothing: ${holder} has no ${option}`,
      }));
  return [
    ...unknown('extras', extras, project.extras),
    ...unknown('groups', groups, project.groups),
  ];
}
