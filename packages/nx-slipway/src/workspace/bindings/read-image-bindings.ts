import type { Image } from '../../images/model/image';
import type { ParsedLayerGroups } from '../../images/shared-layers/parse-layer-groups';
import { readServiceTemplates } from '../files/read-service-templates';
import { lockReader } from '../locks/lock-reader';
import type { WorkspaceModel } from '../model/workspace-model';
import { type ReadBindings, readBindings } from './read-bindings';

/** What the bindings of images are read from. */
export interface BindingSources {
  readonly workspace: WorkspaceModel;
  /** Text of a file by its path relative to the workspace root; undefined for a missing one. */
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedLayerGroups;
  /** Values of `platform_machine` that images are built for. */
  readonly machines: readonly string[];
  /** Folders of locks that are not outdated, whatever they look like. */
  readonly trusted?: ReadonlySet<string>;
}

/** Bindings by image id; each lock is read once for all of them. */
export function readImageBindings(
  images: Iterable<Image>,
  { workspace, trusted, ...sources }: BindingSources,
): ReadonlyMap<string, ReadBindings> {
  const readers = {
    ...sources,
    readLock: lockReader({ read: sources.read, workspace }, trusted),
    templates: readServiceTemplates(),
  };
  return new Map([...images].map((image) => [image.id, readBindings(image, workspace, readers)]));
}
