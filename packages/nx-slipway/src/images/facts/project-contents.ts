import { asRecord, asTexts } from './image-facts';

/** What Python finds in a container of an image, the files of one project included. */
export interface ProjectContents {
  /** `3.13.5` */
  readonly python: string;
  /** User and group in numbers: `10001:10001`. */
  readonly ids: string;
  /** Versions by normalised name. */
  readonly packages: ReadonlyMap<string, string>;
  /** Digests, and whether it can be run, by path below the folder that modules are imported from, or the working directory. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads what the program below prints; undefined for anything else. */
export function parseProjectContents(output: string): ProjectContents | undefined {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    const answer = asRecord(JSON.parse(line));
    const texts = asTexts(answer);
    return {
      ...{ python: texts.get('python') ?? '', ids: texts.get('ids') ?? '' },
      ...{ packages: asTexts(answer.packages), files: asTexts(answer.files) },
    };
  } catch {
    return undefined;
  }
}

/**
 * Python program that prints what is installed in a container and the files of one project, as one line of JSON.
 *
 * Files are those of the project's own distribution, and what lies in the working directory and in folders that modules
 * are imported from, apart from Python's and from environments. Each is named by its path below the innermost of these
 * folders, so that two images with different folders can be compared. Bytecode is left out, and the file `.lock` that uv
 * leaves where it installs.
 *
 * Argument: the normalised name of the project's distribution. For Python 3.8 and later.
 */
export const CONTENTS_PROGRAM = `import hashlib, importlib.metadata as metadata, json, os, re, sys, sysconfig

project = sys.argv[1]

def normalized(name):
    return re.sub(r"[-_.]+", "-", name or "").lower()

def digest(path):
    try:
        with open(path, "rb") as file:
            executable = " executable" if os.stat(path).st_mode & 0o111 else ""
            return hashlib.sha256(file.read()).hexdigest() + executable
    except OSError:
        return "unreadable"

def is_code(path):
    return not re.search(r"\\.py[co]$|\\.pth$|__pycache__|\\.(dist|egg)-info(/|$)|(^|/)\\.git/|(^|/)\\.lock$", path)

packages, files = {}, {}
for each in metadata.distributions():
    name = normalized(each.metadata["Name"])
    if not name:
        continue
    packages.setdefault(name, each.version)
    for file in (each.files or []) if name == project else []:
        if is_code(str(file)) and not str(file).startswith(".."):
            files[str(file)] = digest(each.locate_file(file))

ours = {os.path.realpath(path) for path in sysconfig.get_paths().values()}
roots = {os.path.realpath(path or ".") for path in [".", *sys.path]}
roots = sorted((each for each in roots if os.path.isdir(each) and each not in ours), key=len)
roots = [each for each in roots if each not in ("/", "/root", "/usr", "/tmp") and not each.endswith("-packages")]
for root in roots:
    if any(root.startswith(each + "/lib/python") for each in (sys.prefix, sys.base_prefix)):
        continue
    for folder, names, found in os.walk(root):
        names[:] = [
            each for each in names
            if not os.path.exists(os.path.join(folder, each, "pyvenv.cfg"))
            and os.path.join(folder, each) not in roots
            and each not in ("node_modules", "site-packages", ".cache")
        ]
        for each in found:
            path = os.path.join(folder, each)
            inside = os.path.relpath(path, root)
            if is_code(inside) and inside not in files and len(files) < 20000:
                files[inside] = digest(path)
ids = "%d:%d" % (os.getuid(), os.getgid())
print(json.dumps({"python": sys.version.split()[0], "ids": ids, "packages": packages, "files": files}))
`;
