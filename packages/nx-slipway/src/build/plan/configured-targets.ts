import type { ExecutorContext } from '@nx/devkit';
import type { ConfiguredTarget } from '../../images/options/check-target-options';

/** Returns the targets of a project that build its images; those that push them take their options from these. */
export function configuredTargets(
  project: string,
  { projectsConfigurations }: ExecutorContext,
): readonly ConfiguredTarget[] {
  const { targets = {} } = projectsConfigurations.projects[project] ?? {};
  return Object.entries(targets).flatMap(([name, { executor, options = {} }]) =>
    executor === 'nx-slipway:build-image' ? [{ name, options }] : [],
  );
}
