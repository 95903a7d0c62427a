import type { NxVersions } from '../../tools/demo/workspace/make-workspace.ts';

/** What all namespaces of these tests begin with. */
export const namespacePrefix = 'slipway-nx-';

/** What stands before the names of the images that one Nx builds. */
export function namespaceOf({ nx }: NxVersions): string {
  return `${namespacePrefix}${nx.replaceAll('.', '-')}`;
}
