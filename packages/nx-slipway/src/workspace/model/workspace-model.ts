import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { calledInstaller } from '../../images/installers/installers';
import type { ListFolder } from '../../images/model/build-context';
import { type ImageModel, imageModel } from '../../images/model/image-model';
import type { FindSettings } from '../../images/model/image-setting';
import type { Problem } from '../../problems/problem';
import type { RequirementsFile } from '../../python/pip/requirements-file';
import { isPythons, planPythonProjects } from '../../python/projects/plan-python-projects';
import type { Pyproject } from '../../python/pyproject/pyproject';
import type { InstallerName, LockRoot, PythonProject } from '../../python/pyproject/python-project';
import type { FileFacts } from './file-facts';
import { asksForImages, isHandWritten } from './hand-written';

/** The Python projects and images of a workspace. */
export interface WorkspaceModel {
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  /** Sorted by folder. */
  readonly lockRoots: readonly LockRoot[];
  readonly images: ImageModel;
  /** Folders without a Python project whose hand-written Dockerfiles are images like those of one. */
  readonly handWritten: ReadonlySet<string>;
  /** All that is wrong with the files and with how they hang together, warnings included. */
  readonly problems: readonly Problem[];
}

/**
 * Puts together what the files of a workspace say. A pyproject that is broken takes no part in it; a
 * Dockerfile that is broken takes part as far as it can be read.
 *
 * @param facts by path relative to the workspace root
 * @param names of Nx projects by folder; only these have images
 */
export function workspaceModel(
  facts: ReadonlyMap<string, FileFacts>,
  names: ReadonlyMap<string, string>,
  {
    namespace,
    hasFile,
    read,
    list,
    chosen = new Map(),
    findSettings,
  }: {
    /** What stands before each image's name. */
    readonly namespace: string;
    /** Whether a file exists, by its path relative to the workspace root. */
    readonly hasFile: (file: string) => boolean;
    /** Text of a lock; it is read only where several installers have one for a project. */
    readonly read?: (file: string) => string | undefined;
    readonly list: ListFolder;
    /** Installers by the project's folder, over those that Dockerfiles call. */
    readonly chosen?: ReadonlyMap<string, InstallerName>;
    /** The ways to build each image. */
    readonly findSettings?: FindSettings;
  },
): WorkspaceModel {
  const { pyprojects, pyprojectDirs, dockerfiles, requirements } = sortFacts(facts);
  const plan = planPythonProjects(pyprojects, {
    hasFile,
    requirements,
    ...(read && { read }),
    chosen: new Map([...calledInstallers(dockerfiles), ...chosen]),
  });
  const python = new Map(plan.projects.map((project) => [project.dir, project]));
  const handWritten = new Set(
    [...names.keys()].filter(
      (root) =>
        !python.has(root) &&
        (asksForImages(facts, root) || !pyprojectDirs.has(root)) &&
        isHandWritten(facts, root, hasFile),
    ),
  );
  const projectRoots = [...names]
    // A pyproject that makes no project makes no stack either.
    .filter(([root]) => python.has(root) || handWritten.has(root) || !pyprojectDirs.has(root))
    .map(([root, project]) => ({
      ...{ root, project, isPython: python.has(root) },
      isHandWritten: handWritten.has(root),
    }));
  const images = imageModel(projectRoots, dockerfiles, { namespace, list }, findSettings);
  const built = new Set([...images.catalogue.images.values()].map(({ dockerfile }) => dockerfile));
  const own = [...facts].flatMap(([file, fact]) => (isOurs(file, fact) ? fact.problems : []));
  const problems = [...own, ...plan.problems, ...images.problems];
  return { python, lockRoots: plan.lockRoots, images, handWritten, problems };

  /** What is wrong with the Dockerfile of a web app is not for this plugin to say. */
  function isOurs(
    file: string,
    fact: FileFacts,
  ): fact is Extract<FileFacts, { problems: unknown }> {
    if (fact.kind !== 'dockerfile') return fact.kind === 'pyproject';
    const dir = posix.dirname(file);
    return python.has(dir) || handWritten.has(dir) || built.has(file);
  }
}

/** By folder; of two Dockerfiles in one folder the first counts. */
function calledInstallers(dockerfiles: readonly Dockerfile[]): ReadonlyMap<string, InstallerName> {
  const called = [...dockerfiles].reverse().flatMap((dockerfile): [string, InstallerName][] => {
    const installer = calledInstaller(dockerfile);
    return installer ? [[posix.dirname(dockerfile.file), installer]] : [];
  });
  return new Map(called);
}

function sortFacts(facts: ReadonlyMap<string, FileFacts>) {
  const pyprojects: Pyproject[] = [];
  const pyprojectDirs = new Set<string>();
  const dockerfiles: Dockerfile[] = [];
  const requirements = new Map<string, RequirementsFile>();
  for (const [file, fact] of facts) {
    if (fact.kind === 'manifest') continue;
    if (fact.kind === 'requirements') {
      requirements.set(file, fact.requirements);
    } else if (fact.kind === 'pyproject') {
      if (isPythons(fact.pyproject)) pyprojectDirs.add(posix.dirname(file));
      if (fact.pyproject) pyprojects.push(fact.pyproject);
    } else {
      dockerfiles.push(fact.dockerfile);
    }
  }
  return { pyprojects, pyprojectDirs, dockerfiles, requirements };
}
