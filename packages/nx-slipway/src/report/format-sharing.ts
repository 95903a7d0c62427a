import type { SharingBytes } from '../images/shared-layers/measure-sharing';
import { formatBytes } from './format-bytes';
import { formatTable } from './format-table';

/** What images share, a row per image, and the sum. */
export function formatSharing(bytes: SharingBytes): string {
  const rows = bytes.images.map(({ id, layers, own }) => {
    const shared = layers.reduce((total, layer) => total + layer.bytes, 0);
    return [
      id,
      formatBytes(shared + own),
      `${layers.length}`,
      formatBytes(shared),
      formatBytes(own),
    ];
  });
  const table = formatTable(['image', 'packages', 'shared layers', 'in them', 'its own'], rows);
  return `${table}\n\n${formatSharingTotal(bytes)}`;
}

/** One sentence on the sizes of all images. */
export function formatSharingTotal({ images, without, distinct, guessed }: SharingBytes): string {
  const saved = without === 0 ? 0 : Math.round(100 * (1 - distinct / without));
  const doubt =
    guessed > 0
      ? `; sizes of ${guessed} ${guessed === 1 ? 'package is' : 'packages are'} estimated, because lock files record none`
      : '';
  const total = `${images.length} images install ${formatBytes(distinct)} of third-party packages in all`;
  return `${total}, instead of ${formatBytes(without)} without shared layers (${saved} % less)${doubt}`;
}
