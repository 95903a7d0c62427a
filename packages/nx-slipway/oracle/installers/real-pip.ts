import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pip } from '../../src/images/installers/pip';
import { runCommand } from '../../src/process/run-command';
import type { RealInstaller } from './compare-workspace';
import { dryRunLayers } from './dry-run-layers';
import type { HostPython } from './host-pythons';
import { type PythonServer, pythonServer } from './python-server';
import type { PipWorkspace } from './random-pip-workspace';

/** pip, and what it installs from. */
export interface PipPlace {
  readonly server: PythonServer;
  readonly index: string;
  /** Variables that requirements files may name. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts pip for a virtual environment. @param sitePackages absolute folder that holds pip */
export function pipServer(venv: string, sitePackages: string): PythonServer {
  return pythonServer(join(venv, 'bin/python'), {
    entry: 'pip._internal.cli.main:main',
    // What `pip install` loads.
    modules: ['pip._internal.commands.install', 'pip._internal.resolution.resolvelib.resolver'],
    sitePackages,
  });
}

/**
 * Returns real pip for one workspace; it is asked with the command of the Dockerfile, as a dry run. Where the command
 * removes other lines of the whole workspace than those that name folders, which the workspace knows, nothing else than
 * a refusal is right.
 */
export function realPip(
  { venv }: HostPython,
  { server, index, env }: PipPlace,
): RealInstaller<PipWorkspace> {
  /** Files that the whole is installed from, by what it installs. */
  const files = new Map<string, string>();
  return {
    // The workspace is locked as it is made.
    lock: async () => true,
    async installed(given, { dir, selection, local }, part) {
      // The command edits files, and the whole is read afterwards as it was.
      const folder = `${given}-plain`;
      cpSync(given, folder, { recursive: true });
      const step = part === 'left' ? pip.installLeft : pip.install;
      const commands = step?.({ dir, lockDir: dir }, selection).command.split(' \\\n && ') ?? [];
      const [, remove = '', install = ''] = commands;
      const cwd = join(folder, dir);
      const wrong = await withoutLocal(cwd, remove, part === 'whole' ? local : undefined);
      if (wrong !== undefined) return { refused: wrong };
      const [, , , ...args] = install.split(' ');
      const report = join(folder, 'report.json');
      const code = await server.run({
        cwd,
        log: join(folder, 'pip.log'),
        args: [...args, '--dry-run', '--quiet', '--report', report],
        env: { ...env, PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index, PIP_FIND_LINKS: '' },
      });
      return code === 0
        ? installedOf(readFileSync(report, 'utf8'), part)
        : { refused: `exit code ${code}` };
    },
    layers: (folder, packages) => dryRunLayers(folder, packages, { venv }, 'install'),
  };

  /** The same version from another file is something else that is installed. */
  function installedOf(report: string, part: 'whole' | 'slice' | 'left'): readonly string[] {
    const { install } = JSON.parse(report) as PipReport;
    return install
      .map(({ metadata: { name, version }, download_info: { url } }) => {
        const found = `${name.toLowerCase().replace(/[-_.]+/g, '-')}==${version}`;
        if (part === 'whole') files.set(found, url);
        return files.get(found) === url ? found : `${found} of ${url}`;
      })
      .sort();
  }
}

interface PipReport {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string };
    readonly download_info: { readonly url: string };
  }[];
}

/**
 * Removes the lines that name folders with the Dockerfile's own command; where they are known, says whether it removes
 * others. Folders that it leaves pip refuses.
 */
async function withoutLocal(
  folder: string,
  remove: string,
  local: readonly string[] | undefined,
): Promise<string | undefined> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const read = () => names.map((name) => readFileSync(join(folder, name), 'latin1').split('\n'));
  const before = read();
  await runCommand({ command: 'sh', args: ['-c', remove], cwd: folder });
  if (!local) return undefined;
  const after = read().map((lines) => new Set(lines));
  for (const [index, name] of names.entries()) {
    const isKept = (line: string) => after[index]?.has(line) || line.trim().startsWith('#');
    const isLocal = (line: string) => local.includes(line.replace(/\r$/, ''));
    const lost = before[index]?.find((line) => !isKept(line) && !isLocal(line));
    if (lost !== undefined) return `${remove} removes from ${name}: ${lost}`;
  }
  return undefined;
}
