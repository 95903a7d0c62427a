import type { InstallStep } from '../../images/installers/install-step';

/** The folders of an installation that are copied to /venv, a layer each. @param parts undefined for one */
export function splitFolders(parts = 1): readonly string[] {
  return ['/venv', ...Array.from({ length: parts - 1 }, (_, index) => `/parts/${index + 2}/venv`)];
}

/** An installation whose files are split over several folders in the same step. @param parts undefined for one */
export function splitStep(install: InstallStep, parts: number | undefined): InstallStep {
  return parts === undefined
    ? install
    : {
        ...install,
        command: `${install.command} \\\n && python /requirements/split-layer.py ${parts}`,
      };
}

/**
 * Moves files of /venv into /parts/2/venv and so on, so that the parts are about equally large. What is moved are whole
 * folders below site-packages; a folder that is large beside a part is opened, and its content moved by itself. What is
 * split is the same in each build, times of folders included. Metadata, what is small, and all that is not below
 * site-packages stays in /venv, the first part. One file is in one part, however large.
 */
export const SPLIT_LAYER = `import glob, os, shutil, sys

count = int(sys.argv[1])
roots = [f"/parts/{part + 1}" if part > 0 else "" for part in range(count)]

def is_folder(path):
    return os.path.isdir(path) and not os.path.islink(path)

def size_of(path):
    if is_folder(path):
        return sum(size_of(child) for child in children(path))
    return os.lstat(path).st_size

def children(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]

before = {folder: os.stat(folder) for folder, _, _ in os.walk("/venv")}
units = {}
for site in glob.glob("/venv/*/python*/site-packages"):
    if os.path.realpath(site) == site:
        packages = [path for path in children(site) if not path.endswith("-info")]
        units.update((path, size_of(path)) for path in packages)
part_size = sum(units.values()) / count
while large := [path for path in units if is_folder(path) and units[path] > part_size / 2]:
    for path in large:
        del units[path]
        units.update((child, size_of(child)) for child in children(path))
loads = [0] * count
for path, size in sorted(units.items(), key=lambda unit: (-unit[1], unit[0])):
    part = loads.index(min(loads)) if size > part_size / 100 else 0
    loads[part] += size
    if part > 0:
        os.makedirs(os.path.dirname(roots[part] + path), exist_ok=True)
        shutil.move(path, roots[part] + path)
for root in roots:
    os.makedirs(root + "/venv", exist_ok=True)
    for folder, _, _ in os.walk(root + "/venv"):
        known = before[folder[len(root):]]
        os.chmod(folder, known.st_mode & 0o7777)
        os.utime(folder, ns=(known.st_atime_ns, known.st_mtime_ns))
`;
