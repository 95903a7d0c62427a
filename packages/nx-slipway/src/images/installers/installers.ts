import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { InstallerName, PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { Installer, ParsedInstall } from './installer';
import { pip } from './pip';
import { poetry } from './poetry';
import { uv } from './uv';

/** All installers. */
export const installers: Readonly<Record<InstallerName, Installer>> = { uv, poetry, pip };

/** The installer that the RUN of the stage `dependencies` calls; undefined where it calls another program. */
export function calledInstaller(dockerfile: Dockerfile): InstallerName | undefined {
  return findInstall(dockerfile)?.installer.name;
}

/** The selection that RUN names of the project's lock; undefined where it installs otherwise. */
export function readSelection(
  dockerfile: Dockerfile,
  { pyproject, installer }: PythonProject,
): Selection | undefined {
  const found = findInstall(dockerfile);
  return found?.installer.name === installer
    ? { package: pyproject.normalizedName ?? '', ...found.install }
    : undefined;
}

function findInstall(
  dockerfile: Dockerfile,
): { readonly installer: Installer; readonly install: ParsedInstall } | undefined {
  const runs = findStage(dockerfile, 'dependencies')?.instructions ?? [];
  for (const { text } of runs.filter(({ keyword }) => keyword === 'RUN')) {
    for (const installer of Object.values(installers)) {
      const install = installer.parseInstall(text);
      if (install) return { installer, install };
    }
  }
  return undefined;
}
