import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Image } from '../model/image';
import type { ImageModel } from '../model/image-model';
import { developsFrom, devStackOf, findStacks } from '../model/stacks';

/** The part of a workspace that decides where a project is developed. */
export interface DevelopedWorkspace {
  readonly images: ImageModel;
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
}

/**
 * The stack whose stage `dev` a project is developed in.
 *
 * @param wanted project of a stack; undefined for the project's own
 */
export function chooseDevStack(
  wanted: string | undefined,
  { root, project }: { readonly root: string; readonly project: string },
  workspace: DevelopedWorkspace,
): { readonly dev: Image } | { readonly problem: Problem } {
  const { images, python } = workspace;
  const own = python.get(root);
  if (!own) return { problem: { kind: 'dev-project-unknown', project, root } };
  const { lockFile } = own;
  const stacks = findStacks(images.catalogue);
  const known = stacks.flatMap((stack) =>
    developsFrom(stack, lockFile, images.catalogue) ? [stack.name] : [],
  );
  const ofProject = images.byRoot.get(root) ?? [];
  const named = stacks.find(({ name }) => name === wanted);
  const stack =
    wanted === undefined
      ? devStackOf(lockFile, ofProject, images)
      : named && developsFrom(named, lockFile, images.catalogue)
        ? named
        : undefined;
  return stack ?? { problem: { kind: 'dev-stage-missing', project, lockFile, known, wanted } };
}
