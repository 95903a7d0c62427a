import { DependencyType, type StaticDependency } from '@nx/devkit';
import type { WorkspaceModel } from '../model/workspace-model';

/**
 * The edges between projects: from an image to the images of other projects it is built from, from a
 * Python project to those it needs, also for development alone. Each once, and only between projects
 * that Nx knows.
 *
 * @param names of Nx projects by folder
 */
export function projectEdges(
  { images, python }: WorkspaceModel,
  names: ReadonlyMap<string, string>,
): StaticDependency[] {
  const edges = new Map<string, StaticDependency>();
  const add = (from: string, to: string, sourceFile: string): void => {
    const [source, target] = [names.get(from), names.get(to)];
    if (source === undefined || target === undefined || source === target) return;
    const edge: StaticDependency = { source, target, sourceFile, type: DependencyType.static };
    edges.set([source, target, sourceFile].join('\n'), edge);
  };
  const circles = images.problems.flatMap((problem) =>
    problem.kind === 'image-cycle' ? [problem.files] : [],
  );
  for (const [id, { upstream }] of images.links) {
    const image = images.catalogue.images.get(id);
    if (!image) continue;
    for (const { image: needed } of upstream) {
      // Nx runs nothing at all where tasks depend on each other; as it is, those of the circle fail.
      const isCircular = circles.some(
        (files) => files.includes(image.dockerfile) && files.includes(needed.dockerfile),
      );
      if (!isCircular) add(image.root, needed.root, image.dockerfile);
    }
  }
  for (const { dir, pyproject, dependencies, devDependencies } of python.values()) {
    for (const needed of [...dependencies, ...devDependencies])
      add(dir, needed.dir, pyproject.file);
  }
  return [...edges.values()];
}
