import { readSelection } from '../../images/installers/installers';
import type { Image } from '../../images/model/image';
import { imagesBuiltFrom } from '../../images/model/images-built-from';
import { imageClosure } from '../../python/projects/image-closure';
import type { PythonProject } from '../../python/pyproject/python-project';
import { type Selection, selectionOf } from '../../python/pyproject/selection';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';

/** A project with images that are built from a stack, directly or not. */
export interface StackService {
  /** Nx project. */
  readonly name: string;
  /** References of its images; sorted. */
  readonly images: readonly string[];
  /** Absent for one that is no Python project: another stack, a web app. */
  readonly python?: PythonProject;
  /** Folders of the Python projects its images hold, its own included; sorted. */
  readonly holds: readonly string[];
  /** What its images install from the lock. */
  readonly selections: readonly Selection[];
}

/**
 * The services on a stack, by name.
 *
 * @param dockerfile the stack's
 */
export function stackServices(model: WorkspaceModel, dockerfile: string): readonly StackService[] {
  const images = imagesBuiltFrom(model.images, dockerfile);
  return [...new Set(images.map(({ root }) => root))]
    .map((root) => {
      const projectImages = images.filter((image) => image.root === root);
      return {
        name: projectImages[0]?.project ?? root,
        images: projectImages.map(({ reference }) => reference).sort(),
        ...pythonOf(root, projectImages, model),
      };
    })
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
