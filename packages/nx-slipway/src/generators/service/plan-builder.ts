import { posix } from 'node:path';
import { checkInstallerVersion } from '../../images/bindings/check-installer-version';
import { imagesBuiltFrom } from '../../images/model/images-built-from';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import { readRequiredInstaller } from '../../workspace/bindings/read-required-installer';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { FileEdit } from '../file-edit';
import { extendBuilderRequirements } from '../stack/builder-requirements';
import type { ChosenStack } from './choose-stack';

/** What is known around a service whose stack may lack something. */
export interface BuilderFacts extends Pick<WorkspaceModel, 'lockRoots' | 'images'> {
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly stack: ChosenStack;
  /** Whether an image has the layout `wheels`. */
  readonly hasWheels: boolean;
  readonly read: (file: string) => string | undefined;
}

/** What happens to the builder requirements of a stack. */
export interface BuilderPlan {
  readonly edits: readonly FileEdit[];
  /** With one of these nothing may be written. */
  readonly problems: readonly Problem[];
  /** What the edits change for other images. */
  readonly changes: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * What the stack's base-builder has to hold for a service besides what it holds: the installer, and the
 * build backends of the service and its libraries. Lines are added at the end, none is changed: another pin than the
 * service's project asks for is a problem.
 */
export function planBuilder(
  project: PythonProject,
  { python, lockRoots, images: model, stack, hasWheels, read }: BuilderFacts,
): BuilderPlan {
  const file = posix.join(posix.dirname(stack.dockerfile), 'builder-requirements.txt');
  const text = read(file);
  // A stack that was written by hand installs its tools in its own way.
  if (text === undefined) return { edits: [], problems: [], changes: [], warnings: [] };
  const libraries = project.closure.flatMap((dir) => python.get(dir) ?? []);
  const [script, normalize] = ['install-projects', 'normalize-layer'].map((name) =>
    posix.join(posix.dirname(stack.dockerfile), name),
  ) as [string, string];
  const collects = !hasWheels || /\bWHEELS\b/.test(read(script) ?? '');
  const projects = [
    { ...project, hasWheels },
    ...libraries.map((each) => ({ ...each, isDependency: true })),
  ];
  const { text: content, unpinned } = extendBuilderRequirements(text, projects);
  const images = imagesBuiltFrom(model, stack.dockerfile).map(({ id }) => id);
  const required = readRequiredInstaller(project, { python, lockRoots }, read);
  const lines = content
    .slice(text.length)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const isChanged = lines.length > 0 && images.length > 0;
  const lacks = (
    kind: 'stack-without-normalize' | 'stack-without-wheels',
    lacking: string,
  ): Problem => ({
    ...{ kind, place: { file: lacking }, stack: stack.name },
  });
  return {
    edits: [{ file, content, owner: 'framework' }],
    problems: [
      ...(read(normalize) === undefined ? [lacks('stack-without-normalize', normalize)] : []),
      ...(collects ? [] : [lacks('stack-without-wheels', script)]),
      ...checkInstallerVersion(required, { file, text: content, images }),
    ],
    changes: isChanged ? [{ kind: 'builder-changed', place: { file }, lines, images }] : [],
    warnings: unpinned.map(({ name: backend }) => ({
      kind: 'build-backend-unpinned',
      place: { file },
      backend,
    })),
  };
}
