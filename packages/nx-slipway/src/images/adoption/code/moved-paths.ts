import { posix } from 'node:path';
import { packageNames } from '../../../python/sources/package-names';
import type { WheelModule } from '../../../python/wheels/wheel-modules';
import { APPLICATION } from '../../bindings/service-view';
import type { CodeCopy } from '../part';
import { isBelow } from './is-below';
import { type Move, moved } from './moves';

/** Where the old image works, and the new one. */
export interface Workdirs {
  readonly before: string;
  readonly after: string;
}

/** Where the modules of a wheel are, which the image had below its own folder. */
export function movesOfWheel(
  code: readonly CodeCopy[],
  packages: readonly WheelModule[],
): readonly Move[] {
  return code.flatMap(({ source, target }) =>
    packages.flatMap(({ name, path }): readonly Move[] => {
      const to = posix.join(APPLICATION, name.replaceAll('.', '/'));
      if (source === `${path}.py`) return [{ from: target, to: `${to}.py` }];
      if (isBelow(source, path)) {
        return [{ from: target, to: posix.join(to, posix.relative(path, source)) }];
      }
      return isBelow(path, source)
        ? [{ from: posix.join(target, posix.relative(source, path)), to }]
        : [];
    }),
  );
}

/** Where sources are that the new image puts on the import path. */
export function movesOfSources(
  code: readonly CodeCopy[],
  files: readonly string[],
): readonly Move[] {
  const hasInit = (folder: string): boolean => files.includes(`${folder}/__init__.py`);
  return code.map(({ source, target }) => {
    const isFile = files.includes(source);
    const packages = packageNames(isFile ? posix.dirname(source) : source, hasInit);
    const name = isFile ? [posix.basename(source)] : [];
    return { from: target, to: posix.join(APPLICATION, ...packages, ...name) };
  });
}

/**
 * A text of the old image, such as a word of its command, with the paths of the new one. Paths that the new working
 * directory reaches by the same words stay as they are.
 */
export function withMovedPaths(
  text: string,
  moves: readonly Move[],
  { before, after }: Workdirs,
): string {
  return text.replace(PATH, (token) => {
    const path = posix.resolve(before, token);
    const place = moved(path, moves);
    const isSame = token.startsWith('/') ? place === path : place === posix.resolve(after, token);
    return isSame ? token : place;
  });
}

/** A path with a slash, or the name of a Python file. */
const PATH =
  /(?<![\w./@%+~$}-])(?:\.{0,2}\/[\w.@%+-]+(?:\/[\w.@%+-]+)*|[\w.@%+-]+(?:\/[\w.@%+-]+)+|[\w-]+\.py\b)/g;
