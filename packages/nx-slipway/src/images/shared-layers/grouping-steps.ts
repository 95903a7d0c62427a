import { type Candidate, mergeCandidates, mergedSaving } from './group-candidates';

/** Groups that become fewer step by step: two become one, or one is given up. */
export interface GroupingSteps {
  /** Those there are now. */
  readonly groups: () => readonly Candidate[];
  /**
   * Takes the step that costs the fewest bytes for what it relieves; of several the first.
   *
   * @param relief of a step with these two, which are one and the same where it is given up; 0 for a
   *   step that is not to be taken
   * @param most relief of a step at most
   * @returns whether there was one
   */
  readonly takeCheapest: (
    relief: (one: Candidate, other: Candidate) => number,
    most: number,
  ) => boolean;
}

/** All steps are weighed once, when the later of two groups comes up: hundreds of groups have many. */
export function groupingSteps(candidates: readonly Candidate[]): GroupingSteps {
  const known: Candidate[] = [];
  let present: readonly number[] = [];
  /** By number of a group and of one before it, or its own: bytes that are repeated after the step. */
  const losses: Float64Array[] = [];
  /** By number of a group: none of its row that is still to be had is less. */
  const floors: number[] = [];
  const add = (one: Candidate): void => {
    const number = known.push(one) - 1;
    const row = new Float64Array(number + 1);
    for (const before of present) {
      const other = known[before];
      if (other) row[before] = one.saving + other.saving - mergedSaving(one, other);
    }
    row[number] = one.saving;
    losses.push(row);
    floors.push(0);
    present = [...present, number];
  };
  for (const each of candidates) add(each);

  return {
    groups: () => present.flatMap((number) => known[number] ?? []),
    takeCheapest(relief, most) {
      let best: readonly [number, number] | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const number of present) {
        const [one, row] = [known[number], losses[number]];
        // Hardly any step can be the cheapest, so most need not be looked at.
        if (!one || !row || (floors[number] ?? 0) / most >= least) continue;
        let floor = Number.POSITIVE_INFINITY;
        for (const before of present) {
          if (before > number) break;
          const [other, loss = 0] = [known[before], row[before]];
          floor = Math.min(floor, loss);
          if (!other || loss / most >= least) continue;
          const relieved = relief(one, other);
          if (relieved > 0 && loss / relieved < least) {
            best = [number, before];
            least = loss / relieved;
          }
        }
        floors[number] = floor;
      }
      if (!best) return false;
      const [one, other] = [known[best[0]], known[best[1]]];
      present = present.filter((number) => number !== best[0] && number !== best[1]);
      const merged = one && other && one !== other && mergeCandidates(one, other);
      if (merged && merged.saving > 0) add(merged);
      return true;
    },
  };
}
