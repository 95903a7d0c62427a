import { readImports } from './read-imports';

/** What names modules of a project. */
export interface NamingTexts {
  /** Texts of its Python files. */
  readonly sources: Iterable<string>;
  /** Commands and import paths: `uvicorn app.main:app`, `app.main:app`. */
  readonly commands: readonly string[];
  /** `3.13`, on which the sources run. */
  readonly python: string;
}

/** Returns the modules that sources import and commands name, with their packages: `app.routers.users`. */
export function namedModules({ sources, commands, python }: NamingTexts): ReadonlySet<string> {
  const imported = [...sources].flatMap((text) =>
    readImports(text, python).flatMap(({ module, names }) => [
      module,
      ...names.map((name) => `${module}.${name}`),
    ]),
  );
  return new Set([...imported, ...commands.flatMap(modulesIn)]);
}

function modulesIn(command: string): readonly string[] {
  return [...command.matchAll(DOTTED)].map(([, module = '']) => module);
}

/** A module in a package, as a word: no path, and no file. */
const DOTTED = /(?<![\w./:=-])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?![\w./])/g;

/**
 * Returns the name by which a folder is imported as a package, though it holds no `__init__.py`: `app` where something
 * names `app.main`, and the folder has a module `main`; undefined where nothing does.
 *
 * @param path of the folder, relative to the project's
 * @param entries names of what lies in it
 */
export function namespacePackage(
  path: string,
  entries: readonly string[],
  named: ReadonlySet<string>,
): readonly string[] | undefined {
  const parts = path.split('/');
  const inside = new Set(entries.map((entry) => entry.replace(/\.py$/, '')));
  // A module of its own name in it is what is imported.
  if (inside.has(parts.at(-1) ?? '')) return undefined;
  const names = parts.map((_, index) => parts.slice(index));
  return names.find((tail) => {
    const head = `${tail.join('.')}.`;
    return [...named].some(
      (module) =>
        module.startsWith(head) && inside.has(module.slice(head.length).split('.')[0] ?? ''),
    );
  });
}
