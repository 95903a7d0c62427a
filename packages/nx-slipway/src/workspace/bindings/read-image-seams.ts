import type { Image } from '../../images/model/image';
import type { ParsedPartition } from '../../images/shared-layers/parse-partition';
import { readServiceTemplates } from '../files/read-service-templates';
import { lockReader } from '../locks/lock-reader';
import type { WorkspaceModel } from '../model/workspace-model';
import { type ReadSeams, readSeams } from './read-seams';

/** What the seams of images are read from. */
export interface SeamSources {
  readonly workspace: WorkspaceModel;
  /** Text of a file by its path relative to the workspace root; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedPartition;
  /** Values of `platform_machine` that images are built for. */
  readonly machines: readonly string[];
  /** Folders of locks that are not outdated, whatever they look like. */
  readonly trusted?: ReadonlySet<string>;
}

/** Seams by image id; each lock is read once for all of them. */
export function readImageSeams(
  images: Iterable<Image>,
  { workspace, trusted, ...sources }: SeamSources,
): ReadonlyMap<string, ReadSeams> {
  const readers = {
    ...sources,
    readLock: lockReader({ read: sources.read, workspace }, trusted),
    templates: readServiceTemplates(),
  };
  return new Map([...images].map((image) => [image.id, readSeams(image, workspace, readers)]));
}
