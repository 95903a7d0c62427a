import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { checkBuildBackends } from '../../images/bindings/check-build-backends';
import { checkGitSources } from '../../images/bindings/check-git-sources';
import {
  checkInstallerVersion,
  checkLockGenerator,
} from '../../images/bindings/check-installer-version';
import { checkLockCopies } from '../../images/bindings/check-lock-copies';
import { copiesSettings, settingsNotCopied } from '../../images/bindings/check-settings-copy';
import { expectedServiceView } from '../../images/bindings/expected-service-view';
import { mayShare, planBindings } from '../../images/bindings/plan-bindings';
import { isPortableApplication } from '../../images/bindings/portable-application';
import {
  renderServiceDockerfile,
  type ServiceTemplates,
} from '../../images/bindings/render-service-dockerfile';
import type { StageBindings } from '../../images/bindings/stage-bindings';
import { type TrimContextFacts, trimContext } from '../../images/bindings/trim-context';
import { checkCuda } from '../../images/cuda/check-cuda';
import { isForGpus } from '../../images/cuda/is-for-gpus';
import { installers, readSelection } from '../../images/installers/installers';
import { externalBase } from '../../images/model/external-base';
import type { Image } from '../../images/model/image';
import { installsService } from '../../images/model/layout-of-dockerfile';
import { debianRelease } from '../../images/references/debian-releases';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { suiteOfReference } from '../../images/references/suite-of-reference';
import { checkLayerCount } from '../../images/shared-layers/check-layer-count';
import type { ParsedLayerGroups } from '../../images/shared-layers/parse-layer-groups';
import { stackOfImage } from '../../images/shared-layers/stack-of-image';
import type { Problem } from '../../problems/problem';
import { checkPoetryPackage } from '../../python/poetry/check-poetry-package';
import { checkPackages } from '../../python/projects/check-packages';
import { checkDefaultGroups } from '../../python/projects/default-groups';
import { imageClosure } from '../../python/projects/image-closure';
import type { PythonProject } from '../../python/pyproject/python-project';
import { checkRequiresPython } from '../../python/pyproject/requires-python';
import { type Selection, selectionOf } from '../../python/pyproject/selection';
import { isPortableProject } from '../../python/wheels/portable-wheel';
import type { LockSlice } from '../locks/lock';
import type { LockReader } from '../locks/lock-reader';
import { withoutForeignFiles } from '../locks/without-foreign-files';
import type { WorkspaceModel } from '../model/workspace-model';
import { readBuilderRequirements } from './read-builder-requirements';
import { readCarriedIgnores } from './read-carried-ignores';
import { readContextSources } from './read-context-sources';
import { readCrossInstall } from './read-cross-install';
import { readRequiredInstaller } from './read-required-installer';
import { readSharing, type SharingFacts } from './read-sharing';
import { readWheelFiles } from './read-wheel-files';

/** The bindings of one image, or why it cannot be built; plain data that can be stored. */
export interface ReadBindings {
  /** Absent for a Dockerfile without bound stages, which is built as written. */
  readonly bindings?: StageBindings;
  /** What the image may share with others; absent for one that shares no layers. */
  readonly sharing?: Pick<SharingFacts, 'stack' | 'closure'>;
  /** Whether its base has musl in place of glibc, as its reference says; absent for no. */
  readonly isMusl?: true;
  /** What the user should know of an image without bindings. */
  readonly notes?: readonly Problem[];
  readonly problems: readonly Problem[];
}

/** What bindings are read with. */
export interface BindingReaders {
  /** Text of a file by its path relative to the workspace root; undefined for a missing one. */
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
  readonly readLock: LockReader;
  readonly templates: ServiceTemplates;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedLayerGroups;
  /** Values of `platform_machine` that images are built for. */
  readonly machines: readonly string[];
}

/** Plans the bindings of an image from its Dockerfile and the lock it installs from. */
export function readBindings(
  image: Image,
  workspace: WorkspaceModel,
  { read, hasFile, readLock, templates, layers, machines }: BindingReaders,
): ReadBindings {
  const { python, lockRoots, images } = workspace;
  const actual = images.catalogue.dockerfiles.get(image.dockerfile);
  const project = python.get(image.root);
  const dependencies = actual && findStage(actual, 'dependencies');
  const readers = { read, hasFile };
  if (!project || !dependencies || !findStage(actual, 'lock'))
    return readContextSources(image, images, [], readers);
  const named = readSelection(actual, project);
  const selection = named ?? selectionOf(project.pyproject);
  const closure = imageClosure({ python, lockRoots }, project.dir, selection);
  const lock = named && readLock(project, named, closure);
  const base = externalBase(images.catalogue, image);
  const minor = pythonOfReference(base ?? '');
  const isMusl = /alpine|musl/.test(base ?? '');
  const glibc = debianRelease(suiteOfReference(base ?? ''))?.glibc;
  const environment = {
    machines,
    ...(minor !== undefined && { python: minor }),
    ...(glibc !== undefined && { glibc }),
  };
  const { files, fromGit = [], problems }: LockSlice = lock?.slice() ?? { problems: [] };
  const lockProblems = [...problems, ...(lock?.check(environment) ?? [])];
  const { settingsFile: _, ...withoutSettings } = project;
  const hasSettings = copiesSettings(actual, project);
  // A Dockerfile that is older than the settings is as it was generated all the same.
  const view = expectedServiceView(actual, hasSettings ? project : withoutSettings, selection);
  const rendered = parseDockerfile(renderServiceDockerfile(view, templates), image.dockerfile);
  const stack = stackOfImage(images.catalogue, image, view.builderStage);
  const sharing =
    lock && files && stack && mayShare(actual, rendered.dockerfile)
      ? { lock, stack, project, selection, environment, closure: lock.packages(environment) }
      : undefined;
  const shared =
    sharing && layers.layerGroups ? readSharing(sharing, layers.layerGroups) : undefined;
  const bindings = planBindings({
    ...{ actual, expected: rendered.dockerfile, closure },
    ...(files && { lock: withoutForeignFiles(files, environment) }),
    ...(shared && { sharing: shared }),
    othersShare: layers.layerGroups?.stacks.has(stack?.name ?? '') ?? false,
  });
  const trimmed =
    bindings.lock && readTrimmed({ actual, expected: rendered.dockerfile, project }, read);
  const bound = [
    ...(bindings.lock ? ['lock'] : []),
    ...(bindings.foundation ? ['libraries', 'foundation'] : []),
  ];
  const missed = readContextSources(image, images, bound, readers);
  const builder = readBuilderRequirements(read, image, images);
  const isInstalled = installsService(actual);
  const libraries = closure.flatMap((dir) => python.get(dir) ?? []);
  const held = [project, ...libraries].map(({ pyproject }) => pyproject);
  const pyprojects = isInstalled ? held : held.slice(1);
  const place = { file: image.dockerfile, line: dependencies.line };
  const wheels = readWheelFiles(actual, pyprojects, readers);
  const unread = hasSettings ? [] : [settingsNotCopied(actual, project)];
  const notes: readonly Problem[] = [
    ...bindings.notes,
    ...(bindings.lock ? unread : []),
    ...wheels.notes,
    ...missed.notes,
    ...(named
      ? checkDefaultGroups(project, named, place)
      : [{ kind: 'selection-unknown', place } as const]),
    ...(builder && project.installer === 'poetry'
      ? checkLockGenerator({ file: project.lockFile, text: read(project.lockFile) ?? '' }, builder)
      : []),
    ...checkGitSources(images.catalogue, image.dockerfile, fromGit),
    ...checkCuda({
      closure: sharing?.closure ?? lock?.packages(environment) ?? [],
      ...(base !== undefined && { base }),
      isForGpus: isForGpus(images.catalogue, image),
      place: { file: project.lockFile },
    }),
  ];
  const { foundation } = bindings;
  const ignored = foundation ? ignoredOf(closure, read) : {};
  const portable = libraries.filter((each) => isPortableProject(each.pyproject, hasFile));
  const isPortable =
    isPortableApplication(actual) &&
    (!isInstalled || isPortableProject(project.pyproject, hasFile));
  const cross =
    sharing &&
    !isMusl &&
    bindings.lock &&
    readCrossInstall(sharing, {
      place: hasSettings ? project : withoutSettings,
      ...(shared && { sharing: shared }),
    });
  return {
    bindings: {
      ...bindings,
      ...(foundation && {
        foundation: {
          ...foundation,
          ...(Object.keys(ignored).length > 0 && { ignored }),
          ...(portable.length > 0 && { portable: portable.map(({ pyproject }) => pyproject.dir) }),
        },
      }),
      ...(cross && { crossDependencies: cross }),
      ...(isPortable && { isPortable }),
      ...(named && trimmed && { trimmed }),
      notes,
    },
    ...(isMusl && { isMusl }),
    ...(sharing && { sharing: { stack: sharing.stack, closure: sharing.closure } }),
    problems: [
      ...lockProblems,
      ...layers.problems,
      ...checkLayerCount(image.id, shared?.shared.layers ?? []),
      ...(named ? checkLockCopies(actual, project, named) : []),
      ...pyprojects.flatMap(checkPoetryPackage),
      ...(bindings.lock || problems.length > 0 ? [] : unread),
      ...checkPackages(project, libraries, { isInstalled }),
      ...wheels.problems,
      ...missed.problems.filter((each) => !isMissingLock(each, project, selection)),
      ...(builder ? checkBuildBackends(pyprojects, builder.names, builder.file) : []),
      ...(builder
        ? checkInstallerVersion(readRequiredInstaller(project, workspace, read), builder)
        : []),
      ...(minor ? checkRequiresPython(minor, held) : []),
    ],
  };
}

/** A lock that is not there is a problem of its own. */
function isMissingLock(problem: Problem, project: PythonProject, selection: Selection): boolean {
  const { lockFiles } = installers[project.installer];
  return (
    problem.kind === 'context-source-missing' &&
    lockFiles(project, selection).includes(problem.path)
  );
}

/** The Dockerfile as written with an ignore file of its own; undefined where the one beside it is enough. */
function readTrimmed(
  facts: Omit<TrimContextFacts, 'ignoreFile'>,
  read: BindingReaders['read'],
): StageBindings['trimmed'] {
  const { file } = facts.actual;
  const [dockerfile, beside = ''] = [read(file), read(`${file}.dockerignore`)];
  const ignoreFile = trimContext({ ...facts, ignoreFile: beside });
  return dockerfile === undefined || ignoreFile === undefined
    ? undefined
    : { dockerfile, ignoreFile };
}

/** Lines of `.dockerignore` files that hold in the context of a library, by its folder. */
function ignoredOf(
  libraries: readonly string[],
  read: BindingReaders['read'],
): Readonly<Record<string, readonly string[]>> {
  const lines = libraries.map(
    (dir) => [dir, readCarriedIgnores({ projects: [dir] }, read)] as const,
  );
  return Object.fromEntries(lines.filter(([, each]) => each.length > 0));
}
