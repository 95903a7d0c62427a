import { evaluateMarker } from './evaluate-marker';
import type { MarkerEnvironment } from './marker-environment';

/** Markers that hold at once. */
export interface HeldAtOnce {
  /** Machine where they do; absent where every machine is one. */
  readonly machine?: string;
  /** Which of them. */
  readonly indexes: readonly number[];
}

/**
 * Returns most of some markers that surely hold at once somewhere in an environment, if only on one machine or for some
 * patch releases of its Python; undefined where no two of them do.
 *
 * @param markers an undefined one always holds
 */
export function heldAtOnce(
  markers: readonly (string | undefined)[],
  { python, machines }: MarkerEnvironment,
): HeldAtOnce | undefined {
  const patches = python === undefined ? [undefined] : patchesNear(markers, python);
  const found = machines.flatMap((machine) =>
    patches.map((patch) => {
      const environment = {
        machines: [machine],
        ...(python !== undefined && { python }),
        ...(patch !== undefined && { patch }),
      };
      const indexes = markers.flatMap((marker, index) =>
        marker === undefined || evaluateMarker(marker, environment) === true ? index : [],
      );
      return { machine, indexes };
    }),
  );
  const [most] = found.sort((a, b) => b.indexes.length - a.indexes.length);
  if (!most || most.indexes.length < 2) return undefined;
  const { machine, indexes } = most;
  const held = new Set(found.flatMap((each) => (each.indexes.length > 1 ? each.machine : [])));
  return { indexes, ...(held.size < machines.length && { machine }) };
}

/** Between the patch releases that markers name nothing changes. */
function patchesNear(markers: readonly (string | undefined)[], python: string): readonly number[] {
  const named = markers.flatMap((marker = '') =>
    Array.from(marker.matchAll(/(\d+\.\d+)\.(\d+)/g)).flatMap(([, minor, patch]) =>
      minor === python ? Number(patch) : [],
    ),
  );
  const near = named.flatMap((patch) => [patch - 1, patch, patch + 1]);
  return [...new Set([0, ...near])].filter((patch) => patch >= 0);
}
