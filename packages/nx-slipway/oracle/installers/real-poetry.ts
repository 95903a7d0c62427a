import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Selection } from '../../src/python/pyproject/selection';
import type { RealInstaller } from './compare-workspace';
import { dryRunLayers } from './dry-run-layers';
import type { HostPython } from './host-pythons';
import type { KeptLocks } from './kept-locks';
import { type PythonServer, pythonServer } from './python-server';
import type { InstalledWorkspace } from './run-oracle';

/** A workspace with what its user would type in place of the command of the Dockerfile. */
export interface PoetryWorkspace extends InstalledWorkspace {
  /** `poetry sync` and `--without` and `--with`, in place of `poetry install` and `--only`. */
  readonly isSynced: boolean;
  /** Groups of the project, and whether each is optional. */
  readonly groups: Readonly<Record<string, boolean>>;
}

/** Starts the Poetry that is on PATH. */
export function poetryServer(): PythonServer {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const program = folders.map((each) => join(each, 'poetry')).find(existsSync);
  const script = program === undefined ? '' : readFileSync(program, 'utf8');
  // In its first line, or where it calls one.
  const [python] = /\/[^\s'"]*\/python[\d.]*/.exec(script) ?? [];
  if (python === undefined)
    throw new Error('there is no script poetry on PATH that names a Python');
  return pythonServer(python, {
    entry: 'poetry.console.application:main',
    // What `poetry lock`, `install` and `sync` load.
    modules: [
      ...['poetry.console.commands.install', 'poetry.console.commands.lock'],
      ...['poetry.console.commands.sync', 'poetry.factory', 'poetry.installation.executor'],
      ...['poetry.installation.installer', 'poetry.puzzle.solver', 'poetry.utils.env'],
      'poetry.repositories.legacy_repository',
    ],
  });
}

/**
 * Returns Poetry with an empty environment of one of the machine's Pythons.
 *
 * @param logs absolute folder
 */
export function realPoetry(
  python: HostPython,
  options: { readonly server: PythonServer; readonly locks: KeptLocks; readonly logs: string },
): RealInstaller<PoetryWorkspace> {
  const { server, locks, logs } = options;
  return {
    async lock(folder, { files, dir }) {
      const file = join(folder, dir, 'poetry.lock');
      const kept = locks.find(files);
      if (kept === undefined) {
        const { code, text } = await poetry(join(folder, dir), ['lock']);
        // Only what Poetry says of the versions stays true.
        const isFinal = code === 0 || /version solving failed|dependency of itself/i.test(text);
        if (isFinal) locks.keep(files, code === 0 ? readFileSync(file, 'utf8') : '');
        else console.log(`poetry lock: ${text.slice(0, 2000)}`);
      } else if (kept !== '') writeFileSync(file, kept);
      return existsSync(file);
    },
    async installed(folder, { dir, selection, ...typed }, part) {
      const isWhole = part === 'whole';
      const [command, ...choice] =
        isWhole && typed.isSynced ? userCommand(selection, typed.groups) : runCommand(selection);
      const { code, text } = await poetry(isWhole ? join(folder, dir) : folder, [
        ...[command, '--dry-run', '--no-root', '--no-directory', ...choice],
        ...selection.extras.flatMap((extra) => ['--extras', extra]),
      ]);
      return code === 0 ? packagesOf(text) : { refused: text };
    },
    layers: (folder, packages) => dryRunLayers(folder, packages, python),
  };

  async function poetry(cwd: string, args: readonly string[]) {
    const env = { VIRTUAL_ENV: python.venv, POETRY_CONFIG_DIR: python.venv };
    const quiet = ['--no-interaction', '--no-ansi', '--no-plugins'];
    const log = join(logs, randomUUID());
    const code = await server.run({ cwd, args: [...args, ...quiet], env, log });
    return { code, text: existsSync(log) ? readFileSync(log, 'utf8') : '' };
  }
}

/** As in the Dockerfile. */
function runCommand({ groups }: Selection): readonly [string, ...string[]] {
  return ['install', '--only', ['main', ...groups].join(',')];
}

function userCommand(
  { groups: chosen }: Selection,
  groups: PoetryWorkspace['groups'],
): readonly [string, ...string[]] {
  const declined = Object.keys(groups).filter((name) => !chosen.includes(name) && !groups[name]);
  return [
    'sync',
    ...(declined.length > 0 ? ['--without', declined.join(',')] : []),
    ...(chosen.length > 0 ? ['--with', chosen.join(',')] : []),
  ];
}

/** `  - Installing six (1.17.0)`; what is skipped has a reason behind it. */
function packagesOf(text: string): readonly string[] {
  const lines = text.matchAll(/^ *- Installing (\S+) \(([^ )]+)[^)]*\)$/gm);
  return Array.from(lines, ([, name, version]) => `${name}==${version}`).sort();
}
