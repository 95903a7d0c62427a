import { formatBytes } from '../../report/format-bytes';
import type { SharedLayersPlan } from './plan-shared-layers';

/** One sentence on what a new grouping saves. */
export function formatGain({ before, after }: SharedLayersPlan): string {
  const [from, to] = [before.distinct, after.distinct].map(formatBytes);
  return `Grouped as shared-layers.json would be now, the third-party packages of all images come to ${to} instead of ${from}.`;
}
