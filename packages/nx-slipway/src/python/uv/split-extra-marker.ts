import type { UvLockRequirement } from './uv-lock';

/**
 * A requirement of `[package.metadata]` with the extra it belongs to, which uv keeps as a part of
 * its marker: alone, or after the rest. Nothing where the marker speaks of extras in another way.
 */
export function splitExtraMarker(
  locked: UvLockRequirement,
): { readonly extra?: string; readonly locked: UvLockRequirement } | undefined {
  const { marker, ...rest } = locked;
  if (!marker?.includes('extra')) return { locked };
  const [, before, extra] = /^(?:(.*) and )?extra == '([^']+)'$/.exec(marker) ?? [];
  if (extra === undefined || before?.includes('extra')) return undefined;
  const isGroup = before !== undefined && /^\((?:[^()]|\([^()]*\))*\)$/.test(before);
  // `a or b and extra == …` would belong to the extra in its last part alone.
  if (before !== undefined && !isGroup && / or /.test(before)) return undefined;
  return { extra, locked: { ...rest, ...(before !== undefined && { marker: before }) } };
}
