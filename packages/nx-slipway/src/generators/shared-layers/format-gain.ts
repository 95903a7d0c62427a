import { formatBytes } from '../../report/format-bytes';
import type { SharedLayersPlan } from './plan-shared-layers';

/** One sentence on what a new grouping saves. */
export function formatGain({ before, after }: SharedLayersPlan): string {
  const [from, to] = [before.distinct, after.distinct].map(formatBytes);
  return `With these groups, the third-party packages of all images take ${to} instead of ${from}.`;
}
