import type { Image } from '../images/image';
import type { ParsedPartition } from '../images/shared-layers/parse-partition';
import { lockReader } from './lock-reader';
import { type ReadSeams, readSeams } from './read-seams';
import { readServiceTemplates } from './read-service-templates';
import type { WorkspaceModel } from './workspace-model';

/** What the seams of images are read from. */
export interface SeamSources {
  readonly workspace: WorkspaceModel;
  /** Text of a file by its path relative to the workspace root; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedPartition;
  /** Values of `platform_machine` that images are built for. */
  readonly machines: readonly string[];
}

/** Seams by image id; each lock is read once for all of them. */
export function readImageSeams(
  images: Iterable<Image>,
  { workspace, ...sources }: SeamSources,
): ReadonlyMap<string, ReadSeams> {
  const readers = {
    ...sources,
    readLock: lockReader({ read: sources.read, workspace }),
    templates: readServiceTemplates(),
  };
  return new Map([...images].map((image) => [image.id, readSeams(image, workspace, readers)]));
}
