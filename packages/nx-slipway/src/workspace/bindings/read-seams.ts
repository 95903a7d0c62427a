import { findStage } from '../../dockerfile/find-stage';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { checkBuildBackends } from '../../images/bindings/check-build-backends';
import { checkGitSources } from '../../images/bindings/check-git-sources';
import { checkLockCopies } from '../../images/bindings/check-lock-copies';
import { copiesSettings, settingsNotCopied } from '../../images/bindings/check-settings-copy';
import { expectedServiceView } from '../../images/bindings/expected-service-view';
import { type NarrowContextFacts, narrowContext } from '../../images/bindings/narrow-context';
import { mayShare, planSeams } from '../../images/bindings/plan-seams';
import {
  renderServiceDockerfile,
  type ServiceTemplates,
} from '../../images/bindings/render-service-dockerfile';
import type { SeamPlan } from '../../images/bindings/seam-plan';
import { readSelection } from '../../images/installers/installers';
import { externalBase } from '../../images/model/external-base';
import type { Image } from '../../images/model/image';
import { pythonOfReference } from '../../images/model/python-of-reference';
import type { ParsedPartition } from '../../images/shared-layers/parse-partition';
import { stackOfImage } from '../../images/shared-layers/stack-of-image';
import type { Problem } from '../../problems/problem';
import { checkPoetryPackage } from '../../python/poetry/check-poetry-package';
import { checkPackages } from '../../python/projects/check-packages';
import { checkDefaultGroups } from '../../python/projects/default-groups';
import { imageClosure } from '../../python/projects/image-closure';
import { checkRequiresPython } from '../../python/pyproject/requires-python';
import type { LockSlice } from '../locks/lock';
import type { LockReader } from '../locks/lock-reader';
import { withoutForeignFiles } from '../locks/without-foreign-files';
import type { WorkspaceModel } from '../model/workspace-model';
import { readBuilderRequirements } from './read-builder-requirements';
import { readSharing, type SharingFacts } from './read-sharing';
import { readWheelFiles } from './read-wheel-files';

/** The seams of one image, or why it cannot be built; plain data that can be stored. */
export interface ReadSeams {
  /** Absent for a Dockerfile without seams, which is built as it stands. */
  readonly seams?: SeamPlan;
  /** What the image may share with others; absent for one that shares no layers. */
  readonly sharing?: Pick<SharingFacts, 'stack' | 'closure'>;
  readonly problems: readonly Problem[];
}

/** What seams are read with. */
export interface SeamReaders {
  /** Text of a file by its path relative to the workspace root; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
  readonly readLock: LockReader;
  readonly templates: ServiceTemplates;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedPartition;
  /** Values of `platform_machine` that images are built for. */
  readonly machines: readonly string[];
}

/** Plans the seams of an image from its Dockerfile as it stands and the lock it installs from. */
export function readSeams(
  image: Image,
  workspace: WorkspaceModel,
  { read, hasFile, readLock, templates, layers, machines }: SeamReaders,
): ReadSeams {
  const { python, lockRoots, images } = workspace;
  const actual = images.catalogue.dockerfiles.get(image.dockerfile);
  const project = python.get(image.root);
  const dependencies = actual && findStage(actual, 'dependencies');
  if (!project || !dependencies || !findStage(actual, 'lock')) {
    return { problems: [] };
  }
  const named = readSelection(actual, project);
  const selection = named ?? {
    package: project.pyproject.normalizedName ?? '',
    extras: [],
    groups: [],
  };
  const closure = imageClosure({ python, lockRoots }, project.dir, selection);
  const lock = named && readLock(project, named, closure);
  const minor = pythonOfReference(externalBase(images.catalogue, image) ?? '');
  const environment = { machines, ...(minor !== undefined && { python: minor }) };
  const { files, fromGit = [], problems }: LockSlice = lock?.slice() ?? { problems: [] };
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
  const shared = sharing && layers.partition ? readSharing(sharing, layers.partition) : undefined;
  const seams = planSeams({
    ...{ actual, expected: rendered.dockerfile, closure },
    ...(files && { lock: withoutForeignFiles(files, environment) }),
    ...(shared && { sharing: shared }),
    othersShare: layers.partition?.stacks.has(stack?.name ?? '') ?? false,
  });
  const narrowed =
    seams.lock && readNarrowed({ actual, expected: rendered.dockerfile, project }, read);
  const held = readBuilderRequirements(read, image, images);
  const pyprojects = [project.dir, ...closure].flatMap((dir) => python.get(dir)?.pyproject ?? []);
  const libraries = closure.flatMap((dir) => python.get(dir) ?? []);
  const place = { file: image.dockerfile, line: dependencies.line };
  const wheels = readWheelFiles(actual, pyprojects, { read, hasFile });
  const unread = hasSettings ? [] : [settingsNotCopied(actual, project)];
  const notes: readonly Problem[] = [
    ...seams.notes,
    ...(seams.lock ? unread : []),
    ...wheels.notes,
    ...(named
      ? checkDefaultGroups(project, named, place)
      : [{ kind: 'selection-unknown', place } as const]),
    ...checkGitSources(images.catalogue, image.dockerfile, fromGit),
  ];
  return {
    seams: { ...seams, ...(named && narrowed && { narrowed }), notes },
    ...(sharing && { sharing: { stack: sharing.stack, closure: sharing.closure } }),
    problems: [
      ...problems,
      ...layers.problems,
      ...(named ? checkLockCopies(actual, project, named) : []),
      ...pyprojects.flatMap(checkPoetryPackage),
      ...(seams.lock || problems.length > 0 ? [] : unread),
      ...checkPackages(project, libraries),
      ...wheels.problems,
      ...(held ? checkBuildBackends(pyprojects, held.names, held.file) : []),
      ...(minor ? checkRequiresPython(minor, pyprojects) : []),
    ],
  };
}

/** The Dockerfile as it stands with an ignore file of its own; undefined where that beside it will do. */
function readNarrowed(
  facts: Omit<NarrowContextFacts, 'ignoreFile'>,
  read: SeamReaders['read'],
): SeamPlan['narrowed'] {
  const { file } = facts.actual;
  const [dockerfile, beside = ''] = [read(file), read(`${file}.dockerignore`)];
  const ignoreFile = narrowContext({ ...facts, ignoreFile: beside });
  return dockerfile === undefined || ignoreFile === undefined
    ? undefined
    : { dockerfile, ignoreFile };
}
