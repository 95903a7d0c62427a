import type { Case } from './case.ts';
import type { Measurement } from './collect-rows.ts';
import { planRuns } from './plan-runs.ts';
import type { Subject } from './subject.ts';

/** Makes every measurement, one after the other. @param say called with a line about each */
export const runCases = async (
  cases: readonly Case[],
  subjects: readonly Subject[],
  { runs, say }: { readonly runs: number; readonly say: (line: string) => void },
): Promise<readonly Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const { case: each, contender, run } of planRuns(cases, subjects, runs)) {
    const measured = await each.measure(contender, run);
    measurements.push({ case: each.name, contender: contender.name, measured });
    const { build, distinctBytes } = measured;
    const said = build
      ? `run ${run + 1} of ${runs}: ${build.wallSeconds.toFixed(1)} s, ${build.runSteps} RUN`
      : `${distinctBytes} bytes`;
    say(`${each.name}, ${contender.name}, ${said}`);
  }
  return measurements;
};
