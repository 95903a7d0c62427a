/** What is known of a folder that becomes an Nx project. */
export interface NamedFolder {
  /** Folder relative to the workspace root. */
  readonly root: string;
  /** Name its project.json or package.json gives, which Nx takes before any other. */
  readonly given?: string;
  /** `project.name` of its pyproject.toml. */
  readonly python?: string;
  /** The file a clash is reported in. */
  readonly file: string;
}

/** A folder that could not have the name its pyproject gives, because another project has it. */
export interface RenamedProject {
  readonly folder: NamedFolder;
  readonly name: string;
  readonly wanted: string;
}

/**
 * The Nx name of every folder. Two projects of one name keep Nx from making any graph, so a pyproject
 * whose name is taken gets the name of its path.
 *
 * @param folders in any order; of two that want one name the first by path gets it
 * @param foreign names of projects other than these
 */
export function projectNames(
  folders: readonly NamedFolder[],
  foreign: ReadonlySet<string>,
): { readonly names: ReadonlyMap<string, string>; readonly renamed: readonly RenamedProject[] } {
  const names = new Map<string, string>();
  const renamed: RenamedProject[] = [];
  const taken = new Set(foreign);
  const sorted = [...folders].sort((a, b) => (a.root < b.root ? -1 : 1));
  for (const { root, given } of sorted) {
    if (given === undefined) continue;
    names.set(root, given);
    taken.add(given);
  }
  for (const folder of sorted) {
    const { root, given, python } = folder;
    if (given !== undefined) continue;
    const path = root === '.' ? 'workspace' : root.replaceAll('/', '-');
    const wanted = python ?? path;
    const name = taken.has(wanted) ? path : wanted;
    if (name !== wanted) renamed.push({ folder, name, wanted });
    names.set(root, name);
    taken.add(name);
  }
  return { names, renamed };
}
