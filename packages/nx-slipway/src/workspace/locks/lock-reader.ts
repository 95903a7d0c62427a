import { posix } from 'node:path';
import type { Problem } from '../../problems/problem';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import type { LockSlice, LockSource, OpenLock, Preinstalled } from './lock';
import { openLock } from './open-lock';

/** What a lock holds for one image. */
export interface ImageLock {
  /** Why the image cannot be built from it. */
  readonly problems: readonly Problem[];
  /** Why it cannot be built for an environment. */
  readonly check: (environment: MarkerEnvironment) => readonly Problem[];
  /** The third-party packages of the image; none where there are problems. */
  readonly packages: (environment: MarkerEnvironment) => readonly ThirdPartyPackage[];
  /** What it asks for with extras, as requirements without versions; nothing where the lock has settled that. */
  readonly asked: () => readonly string[];
  /** What decides the image, without the packages that are installed apart from it. */
  readonly slice: (preinstalled?: Preinstalled) => LockSlice;
}

/** Reads the workspace's locks; each is read and checked once for all images. */
export type LockReader = (
  project: PythonProject,
  selection: Selection,
  closure: readonly string[],
) => ImageLock;

/**
 * A reader for the locks of a workspace.
 *
 * @param trusted folders of locks that are not outdated, whatever they look like
 */
export function lockReader(
  source: LockSource,
  trusted: ReadonlySet<string> = new Set(),
): LockReader {
  const opened = new Map<string, OpenLock>();
  return (project, selection, closure) => {
    const lock = opened.get(project.lockFile) ?? openLock(project, source);
    opened.set(project.lockFile, lock);
    // What is outdated for another service's sake leaves this image as it is.
    const own = new Set([project.dir, project.lockDir, ...closure]);
    const problems = [
      ...lock.broken,
      ...(trusted.has(project.lockDir) ? [] : lock.outdated).filter(
        (each) => !('place' in each) || own.has(posix.dirname(each.place?.file ?? '')),
      ),
    ];
    return problems.length > 0
      ? {
          problems,
          check: () => [],
          asked: () => [],
          packages: () => [],
          slice: () => ({ problems }),
        }
      : {
          problems,
          check: (environment) => lock.check?.(selection, environment) ?? [],
          packages: (environment) => lock.thirdParty(selection, environment),
          asked: () => lock.asked?.(selection) ?? [],
          slice: (preinstalled) => lock.slice(selection, preinstalled),
        };
  };
}
