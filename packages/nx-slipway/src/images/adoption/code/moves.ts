import { posix } from 'node:path';
import { isBelow } from './is-below';

/** A file or folder of the old image that lies elsewhere in the new one; both absolute. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** The place of a path in the new image; the nearest move counts. */
export function moved(path: string, moves: readonly Move[]): string {
  const nearest = nearestMove(path, moves);
  return nearest ? posix.join(nearest.to, posix.relative(nearest.from, path)) : path;
}

/** The move of the nearest folder around a path; undefined where it stays. */
export function nearestMove(path: string, moves: readonly Move[]): Move | undefined {
  const [nearest] = moves
    .filter(({ from }) => isBelow(path, from))
    .sort((a, b) => b.from.length - a.from.length);
  return nearest;
}
