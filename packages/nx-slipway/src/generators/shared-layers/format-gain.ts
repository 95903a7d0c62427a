import { formatBytes } from '../../report/format-bytes';
import type { SharedLayersPlan } from './plan-shared-layers';

/** Says what a new grouping saves, and which packages get a layer of their own. */
export function formatGain({ before, after, apart }: SharedLayersPlan): string {
  const [from, to] = [before.distinct, after.distinct].map(formatBytes);
  return [
    ...(after.distinct < before.distinct || apart.length === 0
      ? [`With these groups, the third-party packages of all images take ${to} instead of ${from}.`]
      : []),
    ...(apart.length > 0 ? [formatApart(apart)] : []),
  ].join(' ');
}

/** Says in one sentence which large packages get a layer of their own. @param names not empty */
export function formatApart(names: readonly string[]): string {
  const [they, them] = names.length === 1 ? ['gets', 'it'] : ['get', 'them'];
  const layer = names.length === 1 ? 'a layer of its own' : 'a layer each';
  return `${names.join(', ')} ${they} ${layer}, so that a new version of another package does not move ${them}.`;
}
