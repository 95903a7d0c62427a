import type { CheckedImage } from '../images/bases/check-built';
import type { Relock } from '../images/bases/plan-relocks';
import { formatTable } from './format-table';

/** A table of images and their bases; digests as far as they tell each other apart. */
export function formatBaseCheck(images: readonly CheckedImage[]): string {
  return formatTable(
    ['image', 'where', 'base', 'built on', 'now', 'state'],
    images.map(({ image, where, base = '', builtOn, now, state, why }) => [
      image,
      where,
      base,
      shortened(builtOn),
      shortened(now),
      why === undefined ? state : `${state}: ${why}`,
    ]),
    6,
  );
}

/** What to do with the lock files of a stack whose base is another one. */
export function formatRelocks(relocks: readonly Relock[]): string {
  return formatTable(
    ['lock file', 'used by', 'what to do'],
    relocks.map(({ lockFile, projects, excluding, command }) => [
      lockFile,
      projects.join('\n'),
      [
        ...excluding.map(
          ({ place, range }) =>
            `widen requires-python ${range} (${[place.file, place.line].filter(Boolean).join(':')})`,
        ),
        command,
      ].join('\n'),
    ]),
    3,
  );
}

function shortened(digest = ''): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}
