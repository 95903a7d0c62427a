import { posix } from 'node:path';
import type { UpgradedFile } from '../../../images/upgrade/check-facts';
import type { StackService } from './stack-services';

/** Globs of all files that an upgrade reads beside Dockerfiles and locks. */
export const TEXT_GLOBS: readonly string[] = [
  '**/*.py',
  '**/{.python-version,.tool-versions,mise.toml,.mise.toml,runtime.txt}',
  '**/{pyproject.toml,ruff.toml,.ruff.toml,mypy.ini,.mypy.ini,setup.cfg,tox.ini}',
  '**/{pyrightconfig.json,.pre-commit-config.yaml,devcontainer.json,project.json}',
  '**/{docker-compose,compose}*.{yml,yaml}',
  '.github/workflows/*.{yml,yaml}',
  '{.gitlab-ci,azure-pipelines,bitbucket-pipelines}.{yml,yaml}',
  '{.circleci/config.yml,Makefile,Jenkinsfile,docker-bake.hcl}',
];

/** Sources and settings with the services that they concern. */
export interface WorkspaceTexts {
  readonly sources: readonly UpgradedFile[];
  readonly settings: readonly UpgradedFile[];
}

/**
 * Sorts the files of a workspace by the services that they concern: those of a project belong to the services whose
 * images hold it, and those of no Python project to the workspace as a whole. Files of projects that no service holds
 * are left out, and so are tests.
 *
 * @param files all files that {@link TEXT_GLOBS} match
 * @param projects folders of all Python projects
 */
export function workspaceTexts(
  files: readonly string[],
  {
    services,
    projects,
    read,
  }: {
    readonly services: readonly StackService[];
    readonly projects: ReadonlySet<string>;
    readonly read: (file: string) => string | undefined;
  },
): WorkspaceTexts {
  const sources: UpgradedFile[] = [];
  const settings: UpgradedFile[] = [];
  const holders = new Map<string, string[]>();
  for (const { name, holds } of services) {
    for (const dir of holds) holders.set(dir, [...(holders.get(dir) ?? []), name]);
  }
  for (const file of files) {
    const isSource = file.endsWith('.py');
    if (isSource && TESTS.test(file)) continue;
    const home = homeOf(file, projects);
    const own = home === undefined ? [] : (holders.get(home) ?? []);
    const isOthers = home !== undefined && own.length === 0;
    // The root may be a project that no image holds; its settings still are those of all.
    if (isOthers && (home !== '.' || isSource)) continue;
    if (isSource && own.length === 0) continue;
    const text = read(file);
    if (text !== undefined) (isSource ? sources : settings).push({ file, text, services: own });
  }
  return { sources, settings };
}

const TESTS = /(?:^|\/)(?:tests?|\.[^/]+|build|dist)\/|(?:^|\/)(?:test_[^/]*|conftest)\.py$/;

/** The innermost folder with a Python project that a file lies in. */
function homeOf(file: string, projects: ReadonlySet<string>): string | undefined {
  for (let dir = posix.dirname(file); ; dir = posix.dirname(dir)) {
    if (projects.has(dir)) return dir;
    if (dir === '.' || dir === '/') return undefined;
  }
}
