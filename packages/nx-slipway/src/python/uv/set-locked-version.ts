import { normalizeName } from '../pep508/normalize-name';

/** How uv and Poetry write where a package of the workspace lies. */
const LOCAL_SOURCES: readonly RegExp[] = [
  /^source = \{ (?:editable|directory|virtual) = "(.*)" \}/m,
  /^\[package\.source\]\r?\ntype = "directory"\r?\nurl = "(.*)"/m,
];

/**
 * A uv.lock or poetry.lock in which a project of the workspace has another version; as it was where it holds
 * the project without a version or not at all. Both are written by their tools in one layout, which spares
 * parsing a lock of many members once for each of them.
 *
 * @param isProject whether a path relative to the lock's folder is the project's
 */
export function setLockedVersion(
  lock: string,
  {
    name,
    version,
    isProject,
  }: {
    readonly name: string;
    /** PEP 440. */
    readonly version: string;
    readonly isProject: (path: string) => boolean;
  },
): string {
  return lock
    .split(/^(?=\[\[package\]\])/m)
    .map((block) => {
      const [, locked = ''] = /^name = "(.*)"/m.exec(block) ?? [];
      if (normalizeName(locked) !== name) return block;
      const path = LOCAL_SOURCES.map((source) => source.exec(block)?.[1]).find(Boolean);
      return path !== undefined && isProject(path)
        ? block.replace(/^version = ".*"/m, `version = "${version}"`)
        : block;
    })
    .join('');
}
