import { posix } from 'node:path';
import type { ListFolder } from '../../images/model/build-context';

/** Lists folders by the paths of all files there are, relative to the workspace root. */
export function folderIndex(files: Iterable<string>): ListFolder {
  const names = new Map<string, Set<string>>([['.', new Set()]]);
  const add = (path: string): void => {
    const folder = posix.dirname(path);
    const known = names.get(folder);
    if (known) {
      known.add(posix.basename(path));
    } else {
      names.set(folder, new Set([posix.basename(path)]));
      add(folder);
    }
  };
  for (const file of files) add(file);
  return (folder) => [...(names.get(folder) ?? [])];
}
