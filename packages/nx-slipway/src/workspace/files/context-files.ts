import {
  type Dirent,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { sha256 } from '../cache/sha256';
import { lstatIfThere } from './stat-if-there';

/** One file, folder or link as an image has it. */
export interface FileDigest {
  /** Kind and permissions in octal digits, without those that a umask varies among the members of a group. */
  readonly mode: string;
  /** SHA-256 of the content, of a link's target; empty for a folder. */
  readonly digest: string;
}

/** What tells whether a file has been written since, even if its content was put back. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** All of it that changes when anything about the file does: inode, and when it was changed last. */
  readonly state: string;
  readonly digest: string;
}

/** Files as they are on disk; each folder is listed and each file read once. */
export interface ContextFiles {
  /** What lies in a folder, sorted by name; undefined for what is no folder, or a link to one. */
  readonly list: (folder: string) => readonly Dirent[] | undefined;
  readonly exists: (path: string) => boolean;
  /** @throws for a file that cannot be read */
  readonly digest: (file: string) => FileDigest | undefined;
  /** What a folder itself has in an image: its permissions. */
  readonly folder: (path: string) => FileDigest;
  /** The same file or folder without links on the way. @throws for one that is not there */
  readonly realPath: (path: string) => string;
  /** Target of a symbolic link; undefined for anything else. */
  readonly linkTarget: (path: string) => string | undefined;
  /** Stamps of all files that were digested so far, by path. */
  readonly stamps: ReadonlyMap<string, FileStamp>;
}

/** Looks at files by absolute path. What changes meanwhile is seen as it was first. */
export function contextFiles(): ContextFiles {
  const list = remembered((folder) => {
    if (!lstatIfThere(folder)?.isDirectory()) return undefined;
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  });
  const stamps = new Map<string, FileStamp>();
  return {
    list,
    stamps,
    exists: (path) => lstatIfThere(path) !== undefined,
    digest: remembered((file) => fileDigest(file, stamps)),
    folder: remembered((path) => ({ mode: `040${permissions(lstatSync(path))}`, digest: '' })),
    realPath: remembered((path) => realpathSync(path)),
    linkTarget: remembered((path) =>
      lstatIfThere(path)?.isSymbolicLink() ? readlinkSync(path) : undefined,
    ),
  };
}

/** Undefined for a socket, which BuildKit leaves out; of pipes and devices it makes others of their kind. */
function fileDigest(file: string, stamps: Map<string, FileStamp>): FileDigest | undefined {
  const stat = lstatSync(file);
  if (stat.isSymbolicLink()) {
    const digest = sha256(readlinkSync(file));
    stamps.set(file, stampOf(stat, digest));
    return { mode: '120000', digest };
  }
  if (stat.isSocket()) return undefined;
  const kind = KINDS.find(({ is }) => is(stat));
  const digest = kind ? sha256(String(stat.rdev)) : sha256(readFileSync(file));
  stamps.set(file, stampOf(stat, digest));
  return { mode: `${kind?.mode ?? '100'}${permissions(stat)}`, digest };
}

/** What is in an image without content. */
const KINDS: readonly { readonly mode: string; readonly is: (stat: Stats) => boolean }[] = [
  { mode: '010', is: (stat) => stat.isFIFO() },
  { mode: '020', is: (stat) => stat.isCharacterDevice() },
  { mode: '060', is: (stat) => stat.isBlockDevice() },
];

function stampOf({ size, mtimeMs, ctimeMs, ino, dev }: Stats, digest: string): FileStamp {
  return { size, modified: mtimeMs, state: `${dev} ${ino} ${ctimeMs}`, digest };
}

/**
 * What the owner and others may do, and the bits that come before that: a container's user is mostly one of the
 * others. What the group may do is another one in another checkout, by its umask.
 */
function permissions({ mode }: Stats): string {
  return (mode & 0o7707).toString(8).padStart(4, '0');
}

function remembered<T>(look: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (path) => {
    const { found } = known.get(path) ?? { found: look(path) };
    known.set(path, { found });
    return found;
  };
}
