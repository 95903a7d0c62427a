import { posix } from 'node:path';
import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';
import { withoutSlash } from '../python/projects/without-slash';

/** A folder below the workspace root as the plugin writes it, or why it is invalid. */
export function normalizeDirectory(
  directory: string,
): { readonly directory: string } | { readonly problem: GeneratorProblem } {
  const slashes = directory.replaceAll('\\', '/');
  const normal = withoutSlash(posix.normalize(slashes));
  const isOutside =
    posix.isAbsolute(slashes) ||
    /^[A-Za-z]:/.test(slashes) ||
    normal === '..' ||
    normal.startsWith('../');
  // White space and glob characters would have to be quoted in Dockerfiles and ignore files.
  return isOutside || !/^[\w.@+-]+(\/[\w.@+-]+)*$/.test(normal)
    ? { problem: { kind: 'directory-outside', directory } }
    : { directory: normal };
}
