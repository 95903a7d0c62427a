import { planRatios } from './plan-ratios.ts';
import type { Results } from './results.ts';

/**
 * The figures of a bench of some cases together with those an earlier one found of others. A case is measured
 * by turns, so its rows come from one bench or from the other, never from both. A case that a bench was
 * stopped before keeps those there are.
 * @param order names of all cases
 * @throws where the two are not about the same thing
 */
export function addResults(before: Results, results: Results, order: readonly string[]): Results {
  const now = subjectsOf(results);
  for (const [index, there] of subjectsOf(before).entries()) {
    if (there === now[index]) continue;
    throw new Error(
      `the figures there are of ${there}, and these of ${now[index]}: measure without --add`,
    );
  }
  const isNew = (name: string): boolean => results.rows.some((row) => row.case === name);
  const rows = [...before.rows.filter((row) => !isNew(row.case)), ...results.rows];
  const cases = { ...before.cases, ...results.cases };
  const known = order.filter((name) => rows.some((row) => row.case === name));
  return {
    ...results,
    cases: Object.fromEntries(known.map((name) => [name, cases[name] ?? ''])),
    contenders: { ...before.contenders, ...results.contenders },
    rows: known.flatMap((name) => rows.filter((row) => row.case === name)),
    ratios: planRatios(rows, results.of),
  };
}

/** What figures have to have in common. */
function subjectsOf({ services, machine }: Results): readonly string[] {
  return [
    `${services} services`,
    `${machine.cores} cores`,
    machine.processor,
    `Docker ${machine.engine}`,
  ];
}
