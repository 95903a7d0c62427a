import type { NxJsonConfiguration } from '@nx/devkit';
import { VERSION_ACTIONS_PATH } from './version-actions-path';

/** Whether nx.json has `nx release` version some projects by this plugin. */
export function isReleasing({ release }: NxJsonConfiguration): boolean {
  const groups = Object.values(release?.groups ?? {});
  return [release, ...groups].some(
    (each) => each?.version?.versionActions === VERSION_ACTIONS_PATH,
  );
}
