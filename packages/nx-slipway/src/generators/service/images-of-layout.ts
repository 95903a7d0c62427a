import type { PythonProject } from '../../python/pyproject/python-project';
import type { ServiceOptions } from './service-options';

/**
 * Returns the images that options ask for: one, and with the layout `multi-layered` a second one to develop in, which
 * has the same packages and the group `dev`.
 */
export function imagesOfLayout(
  options: ServiceOptions,
  { groups }: Pick<PythonProject, 'groups'>,
): readonly ServiceOptions[] {
  if (options.role === 'dev') return [{ ...options, groups: withDev(options.groups, groups) }];
  if (options.layout !== 'multi-layered') return [options];
  const { name, stack, installer, apt, buildApt, extras, sources, uid, gid } = options;
  return [
    { ...options, layout: 'layered' },
    {
      ...{ name, role: 'dev', apt, buildApt, extras, sources },
      groups: withDev(options.groups, groups),
      ...(stack !== undefined && { stack }),
      ...(installer !== undefined && { installer }),
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
      ...{ files: [], env: [], label: [] },
    },
  ];
}

function withDev(asked: readonly string[], known: readonly string[]): readonly string[] {
  return known.includes('dev') ? [...new Set([...asked, 'dev'])].sort() : asked;
}
