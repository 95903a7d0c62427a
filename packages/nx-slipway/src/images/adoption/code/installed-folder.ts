import { posix } from 'node:path';
import type { AdoptionFacts } from '../adoption';
import { left, type Part, recognised, type StageContext } from '../part';
import { isBelow } from './is-below';

/**
 * The folder of another project that an installer is pointed at; undefined for this one, or where nobody knows.
 *
 * @param place relative to the working directory, in the image
 */
export function otherProject(
  place: string,
  context: Pick<StageContext, 'facts' | 'state'>,
): string | undefined {
  const { dir, projects } = context.facts;
  const folder = installedFolder(posix.resolve(context.state.workdir, place), context);
  if (folder === undefined || folder === dir) return undefined;
  const isInside = dir === '.' || isBelow(folder, dir);
  // uv installs a member from the root of its workspace as well.
  const isAround = folder === '.' || isBelow(dir, folder);
  if (isAround) return undefined;
  return projects.includes(folder) || !isInside ? folder : undefined;
}

/**
 * The folder of the workspace that an installer is pointed at: what was copied there, or the folder of a pyproject that
 * was; undefined where no copy says so.
 *
 * @param place absolute, in the image
 */
function installedFolder(
  place: string,
  { facts: { dir }, state }: Pick<StageContext, 'facts' | 'state'>,
): string | undefined {
  const own = state.copies.map(({ source, target }) => ({ path: posix.join(dir, source), target }));
  const known = [...own, ...state.elsewhere];
  const projects = known
    .filter(({ path }) => /^(pyproject\.toml|setup\.py)$/.test(posix.basename(path)))
    .map(({ path, target }) => ({ path: posix.dirname(path), target: posix.dirname(target) }));
  const exact = projects.findLast(({ target }) => target === place);
  if (exact) return exact.path;
  const [nearest] = known
    .filter(({ target }) => isBelow(place, target))
    .sort((a, b) => b.target.length - a.target.length);
  return nearest && posix.join(nearest.path, posix.relative(nearest.target, place));
}

/** What it means that a step installs another project of the workspace. */
export function ofOther(folder: string, { libraries }: Pick<AdoptionFacts, 'libraries'>): Part {
  return libraries.includes(folder)
    ? recognised(`packages: the library ${folder}`)
    : left(
        `installs ${folder}, which this project does not depend on`,
        'Make it a dependency of the project, as a path or a member of the uv workspace, and lock again: then nx-slipway installs it.',
      );
}
