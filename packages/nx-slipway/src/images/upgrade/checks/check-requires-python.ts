import type { Place } from '../../../problems/place';
import type { Problem } from '../../../problems/problem';
import {
  checkRequiresPython,
  meetsRequiresPython,
} from '../../../python/pyproject/requires-python';
import type { CheckFacts, UpgradedLock } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';
import { widenRange } from '../fixes/widen-range';

/**
 * Finds each project, services and libraries alike, whose requires-python the new Python does not meet, and locks that
 * are for other Pythons as a whole.
 */
export function checkProjectsPython(facts: CheckFacts): readonly Finding[] {
  const { python, services, projects } = facts;
  const { to } = python;
  if (to === undefined) return [];
  const installed = [...new Set(services.flatMap(({ holds }) => holds))].sort();
  const unmet = installed.flatMap((dir) => {
    const project = projects.get(dir);
    const holders = services.filter(({ holds }) => holds.includes(dir)).map(({ name }) => name);
    return checkRequiresPython(to, project ? [project.pyproject] : []).map((problem) =>
      problem.kind === 'requires-python-unmet'
        ? finding(
            'problem',
            { ...problem, kind: 'base-python-unmet', services: holders },
            holders,
            widened(problem.place, facts, to),
          )
        : finding('problem', problem, holders),
    );
  });
  const reported = unmet.flatMap(({ problem }) => ('place' in problem ? [problem.place] : []));
  return [...unmet, ...facts.locks.flatMap((lock) => checkRange(lock, facts, { to, reported }))];
}

function widened(
  place: Place,
  { settings }: CheckFacts,
  python: string,
): Pick<Finding, 'fixes' | 'needsLock'> {
  const file = settings.find((each) => each.file === place.file);
  const fix = file && widenRange(file, place, python);
  return fix ? { fixes: [fix], needsLock: true } : {};
}

function checkRange(
  lock: UpgradedLock,
  { projects, lockRoots }: CheckFacts,
  { to, reported }: { readonly to: string; readonly reported: readonly (Place | undefined)[] },
): readonly Finding[] {
  const { range, dir, services } = lock;
  if (!range || meetsRequiresPython(to, range.text)) return [];
  const locked = [
    ...lockRoots.filter((root) => root.dir === dir),
    ...[...projects.values()].filter(({ lockDir }) => lockDir === dir),
  ];
  const pyprojects = new Map(locked.map(({ pyproject }) => [pyproject.file, pyproject]));
  const unmet = checkRequiresPython(to, [...pyprojects.values()]).map(({ place }) => place);
  const causes = unmet.filter(({ file }) => reported.every((each) => each?.file !== file));
  // Who follows what is reported already locks again anyway.
  if (unmet.length > 0 && causes.length === 0) return [];
  const problem: Problem = {
    ...{ kind: 'lock-python-unmet', place: range.place, range: range.text },
    ...{ python: to, services, causes },
  };
  return [finding('problem', problem, services, causes.length === 0 ? { needsLock: true } : {})];
}
