import { posix } from 'node:path';
import type { BakeTarget } from '../../bake/bake-file';
import { emptyFolder } from '../../bake/targets/generated-target';

/** The named context that an image is, whatever names it has. @param id `sha256:…`, or words in its place */
export function imageLink(id: string): string {
  return `container-image://${id.replace(/^sha256:/, '')}`;
}

/**
 * A folder that is made in place of building a target of nothing but an empty one: Buildah makes no folder for
 * a WORKDIR that no step comes after.
 *
 * @returns the named context it is, and the folder to be made; undefined for every other target
 */
export function folderLink(
  name: string,
  target: BakeTarget,
  runFolder: string,
): { readonly context: string; readonly folder: string } | undefined {
  const folder = emptyFolder(target);
  const context = posix.join(runFolder, 'empty', name);
  return folder === undefined ? undefined : { context, folder: posix.join(context, folder) };
}
