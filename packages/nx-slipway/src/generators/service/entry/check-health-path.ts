import type { Problem } from '../../../problems/problem';
import { findRoutes } from './find-health-path';
import type { RoleFacts } from './role-facts';

/**
 * Notes that the routes that were read do not have the path of a probe. That is no fault by itself: an application
 * below this one, or a router with a prefix, may have it.
 *
 * @param path as it was asked for
 * @param target the application: `api.app:app`
 */
export function checkHealthPath(
  path: string | undefined,
  target: string,
  { project, modules }: Pick<RoleFacts, 'project' | 'modules'>,
): readonly Problem[] {
  const routes = findRoutes(target, modules.installed);
  const file = project.pyproject.file;
  const isFound = routes.some((route) => path !== undefined && answers(route, path));
  return path === undefined || routes.length === 0 || isFound
    ? []
    : [{ kind: 'probe-route-unseen', place: { file }, path, routes }];
}

/** Whether a route, which may have parameters, has a path; a query is no part of it. */
function answers(route: string, path: string): boolean {
  const bare = (text: string): string => text.replace(/\?.*$/, '').replace(/(?<=.)\/$/, '');
  const start = /^[^{<]*/.exec(route)?.[0] ?? '';
  return start === route ? bare(route) === bare(path) : path.startsWith(start);
}
