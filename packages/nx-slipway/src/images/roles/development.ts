import { environment } from './environment';
import { execForm } from './exec-form';
import type { Role } from './role';

/** Folder of an image for development that the workspace is mounted to. */
const WORKSPACE = '/workspace';

/** What tools remember stays out of the mounted folder, where it would belong to another user. */
export const DEVELOPMENT_ENVIRONMENT: Readonly<Record<string, string>> = {
  MYPY_CACHE_DIR: '/tmp/mypy',
  PYTEST_ADDOPTS: '-o cache_dir=/tmp/pytest',
  RUFF_CACHE_DIR: '/tmp/ruff',
};

/** An image to develop a project in: a shell in the folder of its sources. @param dir folder of the project */
export function developmentRole(dir: string): Role {
  return {
    view: {
      instructions: [
        `WORKDIR ${workspaceFolder(dir)}`,
        ...environment(DEVELOPMENT_ENVIRONMENT),
        'HEALTHCHECK NONE',
        execForm('CMD', ['bash']),
      ],
    },
    needs: [],
  };
}

/** Where a folder of the workspace is in an image for development. */
export function workspaceFolder(dir: string): string {
  return dir === '.' ? WORKSPACE : `${WORKSPACE}/${dir}`;
}

/** Whether a path in a container is one of the workspace. */
export function isWorkspaceFolder(path: string): boolean {
  return path === WORKSPACE || path.startsWith(`${WORKSPACE}/`);
}
