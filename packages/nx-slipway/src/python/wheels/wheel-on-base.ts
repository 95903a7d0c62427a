import type { LockedFile } from '../pyproject/locked-file';
import { wheelFits } from './wheel-fits';
import { wheelTags } from './wheel-tags';

/** What decides whether a wheel can be installed in an image. */
export interface WheelBase {
  /** `3.13` */
  readonly python: string;
  /** Minor version of its glibc 2; absent where it is not known, and then enough for every wheel. */
  readonly glibc?: number;
  /** `x86_64` */
  readonly machine: string;
}

/** The old names of manylinux, by the glibc that each stands for (PEP 600). */
const LEGACY: Readonly<Record<string, number>> = {
  manylinux1: 5,
  manylinux2010: 12,
  manylinux2014: 17,
};

/**
 * Returns the minor version of glibc 2 that a wheel needs at least; 0 where any will do. A wheel with several
 * platform tags needs the least of them.
 */
export function glibcOfWheel(file: string): number {
  const floors = wheelTags(file).platforms.flatMap((tag) => {
    const [, minor] = /^manylinux_2_(\d+)_/.exec(tag) ?? [];
    if (minor !== undefined) return Number(minor);
    const [legacy = ''] = /^manylinux\d+/.exec(tag) ?? [];
    return LEGACY[legacy] ?? (/^linux_|^any$/.test(tag) ? 0 : []);
  });
  return floors.length === 0 ? 0 : Math.min(...floors);
}

/** How the wheels of a package fit an image: one does, or the best needs another glibc, or no wheel does. */
export type WheelAnswer =
  | { readonly fits: true }
  | { readonly fits: false; readonly needsGlibc?: number };

/** Looks for a wheel among the files of a package. */
export function wheelOnBase(files: readonly LockedFile[], base: WheelBase): WheelAnswer {
  const { python, machine, glibc = Number.POSITIVE_INFINITY } = base;
  const floors = files
    .filter(({ name }) => name.endsWith('.whl') && wheelFits(name, python, machine))
    .map(({ name }) => glibcOfWheel(name));
  if (floors.length === 0) return { fits: false };
  const least = Math.min(...floors);
  return least <= glibc ? { fits: true } : { fits: false, needsGlibc: least };
}
