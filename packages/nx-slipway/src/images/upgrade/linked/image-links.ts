import { normalizeName } from '../../../python/pep508/normalize-name';
import { READ_ELF } from './read-elf';

/** What compiled files need of a library that the system of their image has. */
export interface NeededLibrary {
  /** `libpq.so.5` */
  readonly name: string;
  /** A file that is linked with it. */
  readonly file: string;
  /** The Debian package that has it in the image; absent for a library of Python itself. */
  readonly package?: string;
  /** Symbol versions that are needed of it, `GLIBC_2.34`, each with a file. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Compiled files of an image that belong neither to a Debian package nor to Python itself. */
export interface LinkedFiles {
  /** The Python distribution that they belong to; absent for a file of none. */
  readonly distribution?: {
    /** Normalised. */
    readonly name: string;
    readonly version: string;
    /** Of its wheel: `cp39-abi3-manylinux_2_17_x86_64`. */
    readonly tags: readonly string[];
  };
  /** Machine that all of them are for, where Python's is another one: `x86_64`. */
  readonly foreign?: string;
  readonly needs: readonly NeededLibrary[];
  /** SHA-256 in hex of the files that `needs` name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What an image is linked with. */
export interface ImageLinks {
  /** Machine of its Python. */
  readonly machine: string;
  readonly linked: readonly LinkedFiles[];
}

/**
 * Script for Python that looks into the image it runs in: which compiled files need which libraries of Debian packages
 * or of Python. A library that lies beside them counts as theirs, wherever it is, since packages load some beforehand;
 * and a library or version that the image does not have is no matter of its base.
 */
export const LINKS_SCRIPT = `${READ_ELF}${String.raw`
import base64, csv, functools, hashlib, json, os, pathlib, stat, sys, sysconfig
from importlib.metadata import PathDistribution

MACHINES = {3: "i386", 21: "ppc64le", 22: "s390x", 40: "armv7l", 62: "x86_64", 183: "aarch64", 243: "riscv64"}
DPKG = "/var/lib/dpkg/info"
if not os.path.isdir(DPKG):
    sys.exit("it has no Debian packages")

def merged(path):
    return path[4:] if path.startswith(("/usr/lib", "/usr/bin/", "/usr/sbin/")) else path

owners = {}
for name in os.listdir(DPKG):
    if name.endswith(".list"):
        with open(os.path.join(DPKG, name), errors="replace") as lines:
            for line in lines: owners[merged(line.rstrip("\n"))] = name[:-5].split(":")[0]
python = os.path.realpath(sys.executable)
standard = os.path.realpath(sysconfig.get_path("stdlib")) + "/"
libraries = os.path.realpath(sysconfig.get_config_var("LIBDIR") or "/")

def of_system(path):
    if merged(path) in owners or path == python: return True
    if path.startswith(standard): return "-packages/" not in path
    return os.path.dirname(path) == libraries and os.path.basename(path).startswith("libpython3")

system, own, compiled, metadata = {}, set(), [], []
for folder, folders, names in os.walk("/"):
    folders[:] = [each for each in folders if os.path.join(folder, each) not in ("/proc", "/sys", "/dev")]
    metadata += [os.path.join(folder, each) for each in folders if each.endswith(".dist-info")]
    for name in names:
        path = os.path.join(folder, name)
        try: mode = os.lstat(path).st_mode
        except OSError: continue
        if stat.S_ISLNK(mode) and ".so" in name:
            target = os.path.realpath(path)
            if of_system(target): system[name] = target
            elif os.path.isfile(target): own.add(name)
        elif stat.S_ISREG(mode) and (".so" in name or mode & 0o111):
            if of_system(path):
                if ".so" in name: system[name] = path
                continue
            found = elf(path)
            if found:
                own.update(filter(None, (name, found["soname"])))
                compiled.append((path, found))

homes = {}
for folder in metadata:
    each = PathDistribution(pathlib.Path(folder))
    name, version = each.metadata["Name"], each.metadata["Version"]
    if not name: continue
    lines = (each.read_text("WHEEL") or "").splitlines()
    tags = [line[5:].strip() for line in lines if line.startswith("Tag: ")]
    home = {"name": name, "version": version or "", "tags": tags, "machines": set()}
    for row in csv.reader((each.read_text("RECORD") or "").splitlines()):
        if row: homes[os.path.normpath(os.path.join(folder, "..", row[0]))] = (home, *row[1:2])

@functools.lru_cache(None)
def versions(path):
    return frozenset((elf(path) or {}).get("has", ()))

def digest(path):
    _, recorded = homes.get(path, (None, ""))
    if recorded.startswith("sha256="):
        return base64.urlsafe_b64decode(recorded[7:] + "==").hex()
    with open(path, "rb") as file: return hashlib.sha256(file.read()).hexdigest()

mine = (elf(python) or {}).get("machine")
groups = {}
for path, found in sorted(compiled, key=lambda each: each[0]):
    home, *_ = homes.get(path, (None,))
    group = groups.setdefault(id(home) if home else path, (home, {}))
    if home: home["machines"].add(found["machine"])
    if mine not in (None, found["machine"]): continue
    for library in found["needed"]:
        if library in own or library not in system: continue
        owner = owners.get(merged(system[library]))
        need = {"name": library, "file": path, "package": owner, "versions": {}}
        need = group[1].setdefault(library, need)
        for version in found["needs"].get(library, ()):
            if version in versions(system[library]): need["versions"].setdefault(version, path)

def named(machine):
    return MACHINES.get(machine, str(machine))

print(json.dumps({"machine": named(mine)}))
for home, needs in groups.values():
    files = {file for need in needs.values() for file in (need["file"], *need["versions"].values())}
    line = {"needs": list(needs.values()), "hashes": {file: digest(file) for file in sorted(files)}}
    if home:
        line["distribution"] = {key: home[key] for key in ("name", "version", "tags")}
        isCompiled = any(not tag.endswith("-any") for tag in home["tags"])
        if isCompiled and mine not in (None, *home["machines"]): line["foreign"] = named(min(home["machines"]))
    if needs or "foreign" in line: print(json.dumps(line))
`}`;

/** A line that the script prints, but the first. */
interface PrintedLinks extends Pick<LinkedFiles, 'hashes' | 'distribution' | 'foreign'> {
  readonly needs: readonly (Omit<NeededLibrary, 'package'> & { readonly package: string | null })[];
}

/** Reads what the script printed; undefined where it is something else. */
export function parseImageLinks(stdout: string): ImageLinks | undefined {
  const [head = '', ...lines] = stdout.trim().split('\n');
  if (!head.startsWith('{"machine"')) return undefined;
  const { machine } = JSON.parse(head) as Pick<ImageLinks, 'machine'>;
  const linked = lines.map((line): LinkedFiles => {
    const { needs, hashes, distribution, foreign } = JSON.parse(line) as PrintedLinks;
    return {
      needs: needs.map(({ package: owner, ...need }) => ({
        ...need,
        ...(owner !== null && { package: owner }),
      })),
      hashes,
      ...(distribution && {
        distribution: { ...distribution, name: normalizeName(distribution.name) },
      }),
      ...(foreign !== undefined && { foreign }),
    };
  });
  return { machine, linked };
}
