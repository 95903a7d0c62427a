import { READ_ELF } from './read-elf';

/**
 * Script for Python that looks into the image it runs in: which compiled files need which libraries of Debian packages
 * or of Python. A library of their own comes before those: one that the loader finds for them, or one of a Python package
 * beside them, since packages load some beforehand. A library or version that the image does not have is no matter of
 * its base.
 */
export const LINKS_SCRIPT = `${READ_ELF}${String.raw`
import binascii, hashlib, json, os, stat, sys, sysconfig

MACHINES = {3: "i386", 21: "ppc64le", 22: "s390x", 40: "armv7l", 62: "x86_64", 183: "aarch64", 243: "riscv64"}
DPKG = "/var/lib/dpkg/info"
if not os.path.isdir(DPKG):
    sys.exit("Debian packages were not found")

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

system, own, compiled, metadata = {}, {}, [], []
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
            elif os.path.isfile(target): own.setdefault(name, set()).add(folder)
        elif stat.S_ISREG(mode) and (".so" in name or mode & 0o111):
            if of_system(path):
                if ".so" in name: system[name] = path
                continue
            found = elf(path)
            if found:
                for each in filter(None, (name, found["soname"])): own.setdefault(each, set()).add(folder)
                compiled.append((path, found))

def lines_of(*parts):
    try:
        with open(os.path.join(*parts), encoding="utf-8", errors="replace") as file: return file.read().splitlines()
    except OSError: return []

def fields(lines, name):
    head = lines[:lines.index("")] if "" in lines else lines
    return [line[len(name) + 2:].strip() for line in head if line.lower().startswith(name + ": ")]

homes = {}
for folder in metadata:
    described = lines_of(folder, "METADATA")
    for name in fields(described, "name")[:1]:
        version, tags = fields(described, "version")[:1], fields(lines_of(folder, "WHEEL"), "tag")
        home = {"name": name, "version": "".join(version), "tags": tags, "machines": set()}
        for line in lines_of(folder, "RECORD"):
            path, recorded, _ = line.rsplit(",", 2) if line.count(",") > 1 else (line, "", "")
            if path[:1] == '"': path = path[1:-1].replace('""', '"')
            homes[os.path.normpath(os.path.join(folder, "..", path))] = (home, recorded)

searched = {"/lib", "/usr/lib", "/usr/local/lib", *os.environ.get("LD_LIBRARY_PATH", "").split(":")}
if os.path.isdir("/etc/ld.so.conf.d"):
    for name in os.listdir("/etc/ld.so.conf.d"): searched.update(lines_of("/etc/ld.so.conf.d", name))
searched = {os.path.realpath(each) for each in searched if each.startswith("/")}

def root_of(folder):
    at = folder.find("-packages")
    return folder[:at] if at >= 0 else os.path.dirname(folder)

def has_own(path, found, library):
    near = os.path.dirname(path)
    named = [each.replace("{ORIGIN}", "ORIGIN").replace("$ORIGIN", near) for each in found["runpath"]]
    folders = {near, *searched, *map(os.path.realpath, filter(None, named))}
    return any(each in folders or root_of(each) == root_of(near) for each in own.get(library, ()))

known = {}
def versions(path):
    if path not in known: known[path] = (elf(path) or {}).get("has", ())
    return known[path]

def digest(path):
    _, recorded = homes.get(path, (None, ""))
    if recorded.startswith("sha256="):
        return binascii.a2b_base64(recorded[7:].replace("-", "+").replace("_", "/") + "=").hex()
    with open(path, "rb") as file: return hashlib.sha256(file.read()).hexdigest()

mine = (elf(python) or {}).get("machine")
groups = {}
for path, found in sorted(compiled, key=lambda each: each[0]):
    home, _ = homes.get(path, (None, ""))
    group = groups.setdefault(id(home) if home else path, (home, {}))
    if home: home["machines"].add(found["machine"])
    if mine not in (None, found["machine"]): continue
    for library in found["needed"]:
        if library not in system or has_own(path, found, library): continue
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
