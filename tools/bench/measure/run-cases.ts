import type { Case } from '../case.ts';
import type { Measurement } from '../report/collect-rows.ts';
import { planRuns } from './plan-runs.ts';

/** Makes measurements, one after the other, and yields each as it is made. */
export async function* runCases<Subject extends { readonly name: string }>(
  cases: readonly Case<Subject>[],
  subjects: readonly Subject[],
  runs: number,
): AsyncGenerator<Measurement> {
  for (const { case: each, contender, run } of planRuns(cases, subjects, runs)) {
    const measured = await each.measure(contender, run);
    yield { case: each.name, contender: contender.name, measured };
  }
}
