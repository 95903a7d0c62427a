import { posix } from 'node:path';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { FileEdit } from '../file-edit';
import { extendBuilderRequirements } from '../stack/builder-requirements';
import type { ChosenStack } from './choose-stack';

/** What is known around a service whose stack may lack something. */
export interface BuilderFacts {
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly stack: ChosenStack;
  /** Whether an image has the layout `wheels`. */
  readonly hasWheels: boolean;
  readonly read: (file: string) => string | undefined;
}

/**
 * What the stack's base-builder has to hold for a service besides what it holds: the installer, and the
 * build backends of the service and its libraries. Lines are added at the end, none is changed.
 */
export function planBuilder(
  project: PythonProject,
  { python, stack, hasWheels, read }: BuilderFacts,
): {
  readonly edits: readonly FileEdit[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const file = posix.join(posix.dirname(stack.dockerfile), 'builder-requirements.txt');
  const text = read(file);
  // A stack that was written by hand installs its tools in its own way.
  if (text === undefined) return { edits: [], problems: [], warnings: [] };
  const libraries = project.closure.flatMap((dir) => python.get(dir) ?? []);
  const script = posix.join(posix.dirname(stack.dockerfile), 'install-projects');
  const collects = !hasWheels || /\bWHEELS\b/.test(read(script) ?? '');
  const projects = [
    { ...project, hasWheels },
    ...libraries.map((each) => ({ ...each, isDependency: true })),
  ];
  const { text: content, unpinned } = extendBuilderRequirements(text, projects);
  return {
    edits: [{ file, content, owner: 'framework' }],
    problems: collects
      ? []
      : [{ kind: 'stack-without-wheels', place: { file: script }, stack: stack.name }],
    warnings: unpinned.map(({ name: backend }) => ({
      kind: 'build-backend-unpinned',
      place: { file },
      backend,
    })),
  };
}
