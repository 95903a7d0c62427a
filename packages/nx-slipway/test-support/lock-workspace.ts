import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { InstallerName } from '../src/python/pyproject/python-project';

/** Runs a command of a test in a folder. */
export type Call = (command: string, args: readonly string[], cwd: string) => Promise<unknown>;

/**
 * What locks a workspace for tests again and again; an installer may remember what it has locked.
 *
 * @param root the workspace's folder
 */
export function workspaceLocker(
  root: string,
  installer: InstallerName,
  call: Call,
): () => Promise<void> {
  return lockers[installer](root, call);
}

const lockers: Readonly<Record<InstallerName, (root: string, call: Call) => () => Promise<void>>> =
  {
    uv: (root, call) => async () => {
      await call('uv', ['lock', '--quiet'], root);
    },

    // Services that differ in nothing but their names have one and the same lock.
    poetry(root, call) {
      const known = new Map<string, string>();
      return async () => {
        const libraries = foldersBelow(root, 'libs').map((dir) =>
          read(join(dir, 'pyproject.toml')),
        );
        for (const dir of foldersBelow(root, 'services')) {
          const name = dir.slice(dir.lastIndexOf('/') + 1);
          const text = read(join(dir, 'pyproject.toml')).replaceAll(name, 'NAME');
          const key = [text, ...libraries].join('\n');
          const file = join(dir, 'poetry.lock');
          const lock = known.get(key);
          if (lock === undefined)
            await call('poetry', ['lock', '--no-interaction', '--quiet'], dir);
          else writeFileSync(file, lock);
          known.set(key, read(file));
        }
      };
    },

    pip: (root, call) => async () => {
      const options = ['--quiet', '--universal', '--generate-hashes'];
      for (const dir of foldersBelow(root, 'services').map((each) => relative(root, each))) {
        const output = `--output-file=${dir}/requirements.txt`;
        await call('uv', ['pip', 'compile', ...options, output, `${dir}/pyproject.toml`], root);
      }
    },
  };

function foldersBelow(root: string, parent: string): readonly string[] {
  const folder = join(root, parent);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((dir) => existsSync(join(dir, 'pyproject.toml')));
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
