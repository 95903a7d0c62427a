import { call } from './real-workspace';

/** What lies below a folder of an image. */
export interface ImageTree {
  /** By path: mode and content of a file, mode and target of a link, mode of a folder. */
  readonly entries: ReadonlyMap<string, string>;
  /** Bytecode that Python would not take, or takes without a look although its source is another one or none. */
  readonly stale: readonly string[];
}

/** One difference between two trees. */
export interface TreeDifference {
  readonly path: string;
  /** `missing` and `more` as seen from the first tree. */
  readonly kind: 'missing' | 'more' | 'other';
}

/** What may differ between two trees, and why it does not matter. */
export interface AllowedDifference {
  readonly path: RegExp;
  readonly kinds: readonly TreeDifference['kind'][];
  readonly why: string;
}

/**
 * Lists what lies below a folder, by the image's own Python. Of bytecode all counts but the time of its source, which an
 * installer writes again each time: that, or the hash of the source in its place, is compared with the source in the
 * image. Python checks no hash of what we compile, so only this does. Which parts are written once and referred to again
 * depends on what the compiling process had compiled before, so bytecode is compared without such references.
 */
const LIST = `
import hashlib, importlib.util, json, marshal, os, struct, sys

entries, stale = {}, []

def compiled_from(source, data):
    flags, time, size = struct.unpack("<3L", data[4:16])
    if flags:
        with open(source, "rb") as file:
            return importlib.util.source_hash(file.read()) == data[8:16]
    status = os.stat(source)
    return (int(status.st_mtime), status.st_size) == (time, size)

def content(path):
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".pyc"):
        folder, name = os.path.split(path)
        source = os.path.join(os.path.dirname(folder), name.split(".")[0] + ".py")
        if not os.path.exists(source) or not compiled_from(source, data):
            stale.append(path)
        # What stands for the source: its hash, or its time and its size.
        about = data[8:16] if data[4] else data[12:16]
        data = data[:8] + about + marshal.dumps(marshal.loads(data[16:]), 2)
    return hashlib.sha256(data).hexdigest()

for folder, folders, files in os.walk(sys.argv[1]):
    for path in (os.path.join(folder, name) for name in folders + files):
        status = os.lstat(path)
        about = f"{status.st_mode:o} {status.st_uid}:{status.st_gid}"
        if os.path.islink(path):
            about += " -> " + os.readlink(path)
        elif os.path.isfile(path):
            about += " " + content(path)
        entries[path] = about
print(json.dumps({"entries": entries, "stale": stale}))
`;

/** Reads the tree below a folder of an image. @param platform of the image; the engine's own where nothing is said */
export async function imageTree(
  image: string,
  folder = '/venv',
  platform?: string,
): Promise<ImageTree> {
  const options = [
    ...['--rm', '--network=none', '--user=0', '--entrypoint=/usr/local/bin/python'],
    ...(platform === undefined ? [] : [`--platform=${platform}`]),
  ];
  const text = await call('docker', ['run', ...options, image, '-I', '-S', '-c', LIST, folder]);
  const { entries, stale } = JSON.parse(text) as {
    readonly entries: Readonly<Record<string, string>>;
    readonly stale: readonly string[];
  };
  return { entries: new Map(Object.entries(entries)), stale };
}

/** All that differs between two trees, sorted by path. */
export function compareTrees(
  { entries: one }: ImageTree,
  { entries: other }: ImageTree,
): readonly TreeDifference[] {
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (a === b) return [];
    return [{ path, kind: a === undefined ? 'more' : b === undefined ? 'missing' : 'other' }];
  });
}

/** Those differences that none of the allowed ones is about. */
export function notAllowed(
  differences: readonly TreeDifference[],
  allowed: readonly AllowedDifference[],
): readonly TreeDifference[] {
  return differences.filter(
    ({ path, kind }) => !allowed.some((each) => each.path.test(path) && each.kinds.includes(kind)),
  );
}
