import { readSelection } from '../../../images/installers/installers';
import type { Image } from '../../../images/model/image';
import type { UpgradedService } from '../../../images/upgrade/check-facts';
import { imageClosure } from '../../../python/projects/image-closure';
import type { PythonProject } from '../../../python/pyproject/python-project';
import { type Selection, selectionOf } from '../../../python/pyproject/selection';
import type { WorkspaceModel } from '../../../workspace/model/workspace-model';

/** A project with images that rest on a base, as far as locks have to be read for it. */
export interface StackService extends UpgradedService {
  /** Absent for one that is no Python project: another stack, a web app. */
  readonly python?: PythonProject;
  /** What its images install from the lock. */
  readonly selections: readonly Selection[];
}

/** The services that have some images, by name. */
export function servicesOf(
  model: WorkspaceModel,
  images: readonly Image[],
): readonly StackService[] {
  const byRoot = new Map<string, Image[]>();
  for (const image of images) byRoot.set(image.root, [...(byRoot.get(image.root) ?? []), image]);
  return [...byRoot]
    .map(([root, own]) => ({
      name: own[0]?.project ?? root,
      images: own.map(({ reference }) => reference).sort(),
      ...pythonOf(root, own, model),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pythonOf(
  root: string,
  images: readonly Image[],
  { python: projects, lockRoots, images: { catalogue } }: WorkspaceModel,
): Pick<StackService, 'python' | 'holds' | 'selections'> {
  const python = projects.get(root);
  if (!python) return { holds: [], selections: [] };
  const selections = images.map(({ dockerfile }) => {
    const file = catalogue.dockerfiles.get(dockerfile);
    return (file && readSelection(file, python)) ?? selectionOf(python.pyproject);
  });
  const closures = selections.flatMap((selection) =>
    imageClosure({ python: projects, lockRoots }, root, selection),
  );
  return { python, holds: [...new Set([root, ...closures])].sort(), selections };
}
