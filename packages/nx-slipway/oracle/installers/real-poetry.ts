import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, runCommand } from '../../src/process/run-command';
import type { Selection } from '../../src/python/pyproject/selection';
import type { Installed, RealInstaller } from './compare-workspace';
import { dryRunLayers } from './dry-run-layers';
import type { HostPython } from './host-pythons';
import type { KeptLocks } from './kept-locks';
import type { InstalledWorkspace } from './run-oracle';

/** A workspace with what its user would type in place of the command of the Dockerfile. */
export interface PoetryWorkspace extends InstalledWorkspace {
  /** `poetry sync` and `--without` and `--with`, in place of `poetry install` and `--only`. */
  readonly isSynced: boolean;
  /** Groups of the project, and whether each is optional. */
  readonly groups: Readonly<Record<string, boolean>>;
}

/** Returns the host's Poetry with an empty environment of one of its Pythons. */
export function realPoetry(python: HostPython, locks: KeptLocks): RealInstaller<PoetryWorkspace> {
  return {
    async lock(folder, { files, dir }) {
      const file = join(folder, dir, 'poetry.lock');
      const kept = locks.find(files);
      if (kept === undefined) {
        const { exitCode, stderr } = await poetry(join(folder, dir), ['lock']);
        // Only what Poetry says of the versions stays true.
        const isFinal =
          exitCode === 0 || /version solving failed|dependency of itself/i.test(stderr);
        if (isFinal) locks.keep(files, exitCode === 0 ? readFileSync(file, 'utf8') : '');
        else console.log(`poetry lock: ${stderr.slice(0, 2000)}`);
      } else if (kept !== '') writeFileSync(file, kept);
      return existsSync(file);
    },
    async installed(folder, { dir, selection, ...typed }, part) {
      const isWhole = part === 'whole';
      const [command, ...choice] =
        isWhole && typed.isSynced ? userCommand(selection, typed.groups) : runCommandOf(selection);
      return packagesOf(
        await poetry(isWhole ? join(folder, dir) : folder, [
          ...[command, '--dry-run', '--no-root', '--no-directory', ...choice],
          ...selection.extras.flatMap((extra) => ['--extras', extra]),
        ]),
      );
    },
    layers: (folder, packages) => dryRunLayers(folder, packages, python),
  };

  function poetry(cwd: string, args: readonly string[]): Promise<Outcome> {
    const env = { VIRTUAL_ENV: python.venv, POETRY_CONFIG_DIR: python.venv };
    const options = ['--no-interaction', '--no-ansi', '--no-plugins'];
    return runCommand({ command: 'poetry', args: [...args, ...options], cwd, env });
  }
}

function runCommandOf({ groups }: Selection): readonly [string, ...string[]] {
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
function packagesOf({ exitCode, stdout, stderr }: Outcome): Installed {
  if (exitCode !== 0) return { refused: `${stdout}${stderr}` };
  const lines = stdout.matchAll(/^ *- Installing (\S+) \(([^ )]+)[^)]*\)$/gm);
  return Array.from(lines, ([, name, version]) => `${name}==${version}`).sort();
}
