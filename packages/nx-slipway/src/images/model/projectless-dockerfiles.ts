import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import { familiarReference, type ImageCatalogue } from './image-catalogue';
import { imageName } from './image-name';
import type { ImageLinks } from './link-images';

/**
 * Warnings about references that are pulled though a Dockerfile of the workspace may be meant: one in a
 * folder of that name that is no Nx project, and has no image for that reason alone.
 *
 * @param projectRoots folders of Nx projects
 * @param namespace as images are named with; without one a reference such as `redis` is anyone's
 */
export function projectlessDockerfiles(
  { images, dockerfiles }: ImageCatalogue,
  links: ReadonlyMap<string, ImageLinks>,
  {
    projectRoots,
    namespace,
  }: { readonly projectRoots: ReadonlySet<string>; readonly namespace: string },
): DockerfileProblem[] {
  if (namespace === '') return [];
  const strays = new Map<string, string>(
    [...dockerfiles.values()].flatMap((each) => {
      const reference = strayReference(each, projectRoots);
      return reference === undefined ? [] : [[`${namespace}/${reference}`, each.file] as const];
    }),
  );
  const problems = new Map<string, DockerfileProblem>();
  for (const [id, { external }] of links) {
    const file = images.get(id)?.dockerfile ?? id;
    for (const { text, line } of external) {
      const reference = familiarReference(text);
      const dockerfile = strays.get(reference);
      if (dockerfile === undefined) continue;
      const place = { file, line };
      problems.set(`${file}:${line}`, {
        kind: 'dockerfile-without-project',
        place,
        reference,
        dockerfile,
      });
    }
  }
  return [...problems.values()];
}

/** What the image of a Dockerfile would be named after its folder, were that a project. */
function strayReference(
  { file }: Dockerfile,
  projectRoots: ReadonlySet<string>,
): string | undefined {
  const folder = posix.dirname(file);
  return projectRoots.has(folder) || posix.basename(file) !== 'Dockerfile'
    ? undefined
    : imageName(posix.basename(folder));
}
