import { READ_ELF } from './read-elf';

/** Libraries that the compiled files of some images need, to ask a new base for. */
export interface LibraryQuestion {
  /** Debian packages that these images install beside those of the base, sorted. */
  readonly packages: readonly string[];
  /** Symbol versions by the name of their library. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Files that may be the base's own. */
  readonly paths: readonly string[];
}

/** What a new base lacks of one question. */
export interface LackingLibraries {
  readonly libraries: readonly string[];
  /** Versions that a library of it does not have, by the name of the library. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** Files of the question that it has as well. */
  readonly paths: readonly string[];
}

/**
 * Script for Python that looks for libraries in the base it runs in: first in the base itself, and only for those that
 * it lacks in the Debian packages that apt would install. These are downloaded and not installed. Its input is
 * {@link formatQuestions}, which may be longer than an argument; its words are packages that apt cannot install.
 */
export const LIBRARIES_SCRIPT = `${READ_ELF}
import glob, json, os, subprocess, sys, tempfile

asked = json.loads(sys.stdin.read())
unknown = set(sys.argv[1:])

def below(*roots):
    found = {}
    for root in roots:
        for folder, _, names in os.walk(root):
            for name in names:
                if ".so" in name: found.setdefault(name, os.path.join(folder, name))
    return found

def lacking(names, found):
    absent, old = [], {}
    for name in names:
        if name not in found:
            absent.append(name)
            continue
        has = (elf(os.path.realpath(found[name])) or {}).get("has") or asked["needs"][name]
        without = [each for each in asked["needs"][name] if each not in has]
        if without: old[name] = without
    return absent, old

def installed(packages, *options):
    folder = tempfile.mkdtemp()
    os.mkdir(folder + "/partial")
    command = ["apt-get", "install", "--yes", "-qq", "--download-only", "-o", "Dir::Cache::archives=" + folder, *options]
    ran = subprocess.run([*command, *packages], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ran.returncode != 0: sys.exit("apt-get install failed: " + (ran.stdout.strip().splitlines() or [""])[-1])
    for file in glob.glob(folder + "/*.deb"): subprocess.check_call(["dpkg-deb", "-x", file, folder + "/all"])
    return below(folder + "/all")

if not asked["groups"]: sys.exit()
base = below("/lib", "/lib64", "/usr", "/opt")
absent, _ = lacking(list(asked["needs"]), base)
for group in asked["groups"]:
    found, packages = base, [each for each in group["packages"] if each not in unknown]
    for options in (["--no-install-recommends"], []):
        if packages and any(each in absent and each not in found for each in group["libraries"]):
            found = {**base, **installed(packages, *options)}
    names, versions = lacking(group["libraries"], found)
    paths = [each for each in group["paths"] if os.path.lexists(each)]
    print("lacking " + json.dumps({"libraries": names, "versions": versions, "paths": paths}))
`;

/** The questions as the script reads them. */
export function formatQuestions(questions: readonly LibraryQuestion[]): string {
  const needs = new Map<string, Set<string>>();
  for (const [name, versions] of questions.flatMap((each) => [...each.needs])) {
    needs.set(name, new Set([...(needs.get(name) ?? []), ...versions]));
  }
  return JSON.stringify({
    needs: Object.fromEntries([...needs].map(([name, versions]) => [name, [...versions].sort()])),
    groups: questions.map(({ packages, needs: own, paths }) => ({
      ...{ packages, paths },
      libraries: [...own.keys()].sort(),
    })),
  });
}

/** Reads what the script printed, in the order of the questions; undefined where an answer is missing. */
export function parseLacking(
  stdout: string,
  questions: readonly LibraryQuestion[],
): readonly LackingLibraries[] | undefined {
  const answers = [...stdout.matchAll(/^lacking (\{.*\})$/gm)].map(([, text = '']) => {
    const { libraries, versions, paths } = JSON.parse(text) as PrintedLacking;
    return { libraries, versions: new Map(Object.entries(versions)), paths };
  });
  return answers.length === questions.length ? answers : undefined;
}

/** One line of what the script prints. */
interface PrintedLacking extends Omit<LackingLibraries, 'versions'> {
  readonly versions: Readonly<Record<string, readonly string[]>>;
}
