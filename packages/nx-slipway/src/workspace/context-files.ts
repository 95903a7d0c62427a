import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { sha256 } from './sha256';

/** One file or link as an image has it. */
export interface FileDigest {
  /** As git knows it: `100644`, `100755`, `120000`. */
  readonly mode: string;
  /** SHA-256 of the content, of a link's target. */
  readonly digest: string;
}

/** Files as they are on disk; each folder is listed and each file read once. */
export interface ContextFiles {
  /** What lies in a folder, sorted by name; undefined for what is no folder, or a link to one. */
  readonly list: (folder: string) => readonly Dirent[] | undefined;
  readonly exists: (path: string) => boolean;
  /** @throws for a file that cannot be read */
  readonly digest: (file: string) => FileDigest | undefined;
  /** Target of a symbolic link; undefined for what is none. */
  readonly linkTarget: (path: string) => string | undefined;
}

/** Looks at files by absolute path. What changes meanwhile is seen as it was first. */
export function contextFiles(): ContextFiles {
  const list = remembered((folder) => {
    if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  });
  return {
    list,
    exists: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
    digest: remembered(fileDigest),
    linkTarget: remembered((path) =>
      lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined,
    ),
  };
}

/** Undefined for what BuildKit sends no content of: sockets, pipes. */
function fileDigest(file: string): FileDigest | undefined {
  const stat = lstatSync(file);
  if (stat.isSymbolicLink()) return { mode: '120000', digest: sha256(readlinkSync(file)) };
  if (!stat.isFile()) return undefined;
  // Other bits are those of a umask, which is another one in another checkout.
  return { mode: stat.mode & 0o100 ? '100755' : '100644', digest: sha256(readFileSync(file)) };
}

function remembered<T>(look: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (path) => {
    const { found } = known.get(path) ?? { found: look(path) };
    known.set(path, { found });
    return found;
  };
}
