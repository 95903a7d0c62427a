import { expect, test } from 'vitest';
import { finding } from '../../../images/upgrade/check-facts';
import type { Finding } from '../../../images/upgrade/finding';
import type { PlannedPlace, UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { blockingProblems } from './blocking-problems';

const place: PlannedPlace = { file: 'x', line: 1, start: 0, end: 1, old: 'a', how: 'from' };
const nobody = { kind: 'base-image-unchecked', reference: 'a:1', why: 'no engine' } as const;
const unanswered = finding('unchecked', nobody, [], { isUnanswered: true });
const unsure = finding('unchecked', nobody);
const unpinned = finding(
  'warning',
  { kind: 'base-unpinned', reference: 'a:1', stack: 's', why: 'no engine' },
  [],
  { isUnanswered: true },
);
const problem = finding('problem', { kind: 'upgrade-target-missing', stack: 's' });
const fixes = [{ file: 'x', start: 0, end: 1, old: 'a', text: 'b' }];
const fixed: Finding = { ...problem, fixes };
const locked: Finding = { ...problem, needsLock: true };

const OPTIONS = {
  ...{ allowProblems: false, allowUnchecked: false, applyFixes: false, relock: false },
  ...{ digest: false, verify: false },
};

function kinds(
  findings: readonly Finding[],
  options: Partial<typeof OPTIONS> = {},
  places: readonly PlannedPlace[] = [place],
) {
  const plan: UpgradePlan = {
    ...{ stack: 's', file: 'x', from: 'a', to: 'b', places, python: {}, suite: {} },
    ...{ services: [], findings, buildTarget: 'build-image' },
  };
  return blockingProblems([plan], { ...OPTIONS, ...options }).map((each) => [
    each.kind,
    'count' in each && each.count,
  ]);
}

test.each<[string, readonly Finding[], Partial<typeof OPTIONS>, readonly unknown[]]>([
  ['a problem', [problem, unanswered], {}, [['upgrade-blocked', 1]]],
  [
    'a problem that is allowed, and all else with it',
    [problem, unanswered],
    { allowProblems: true },
    [],
  ],
  ['a problem that is fixed', [fixed], { applyFixes: true }, []],
  ['a problem that is fixed, without the option', [fixed], {}, [['upgrade-blocked', 1]]],
  ['a lock that is made again', [locked], { relock: true }, []],
  ['what nobody answered', [unanswered, unpinned], {}, [['upgrade-unanswered', 2]]],
  ['what nobody answered, if that is allowed', [unanswered], { allowUnchecked: true }, []],
  ['what nobody answered, before it is proven', [unanswered], { verify: true }, []],
  ['a problem besides', [problem], { allowUnchecked: true }, [['upgrade-blocked', 1]]],
  ['what nobody can tell', [unsure], {}, []],
])('%s: %j', (_, findings, options, expected) => {
  expect(kinds(findings, options)).toEqual(expected);
});

test('where nothing is to be written, nothing has to be answered', () => {
  expect(kinds([unanswered], {}, [])).toEqual([]);
});
