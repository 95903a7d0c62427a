import { expect, test } from 'vitest';
import type { ResolvedDigest } from '../../engine/docker/resolve-digest';
import { isSettled, pinUpgrade } from './pin-upgrade';
import type { UpgradePlan } from './upgrade-plan';

const [OLD, NEW] = ['python:3.11-slim-bookworm', 'python:3.13-slim-trixie'];
const [A, B] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];

function planOf(from: string, to: string): UpgradePlan {
  return {
    ...{ stack: 'python', file: 'images/python/Dockerfile', from, to },
    froms: [{ line: 1, start: 5, end: 9 }],
    ...{ python: {}, suite: {}, services: [], buildTarget: 'build-image' },
    ...{ problems: [], warnings: [] },
  };
}

const named: ResolvedDigest = { digest: B };
const absent: ResolvedDigest = { problem: { kind: 'engine-missing' } };
const unknown: ResolvedDigest = {
  problem: { kind: 'reference-unknown', reference: NEW, detail: 'not found' },
};

test.each<[string, string, ResolvedDigest, boolean, string, boolean, readonly string[]]>([
  [OLD, NEW, named, true, `${NEW}@${B}`, true, []],
  [OLD, NEW, named, false, NEW, true, []],
  [OLD, NEW, absent, true, NEW, true, ['base-unpinned']],
  [OLD, NEW, absent, false, NEW, true, []],
  [OLD, `${NEW}@${A}`, named, true, `${NEW}@${A}`, true, []],
  [OLD, `${NEW}@${A}`, absent, true, `${NEW}@${A}`, true, []],
  [NEW, NEW, named, true, `${NEW}@${B}`, true, []],
  [NEW, NEW, absent, true, NEW, false, ['base-unpinned']],
  [`${NEW}@${A}`, NEW, named, true, `${NEW}@${B}`, true, []],
  [`${NEW}@${B}`, NEW, named, true, `${NEW}@${B}`, false, []],
  [`${NEW}@${A}`, NEW, absent, true, `${NEW}@${A}`, false, ['base-digest-unchecked']],
  [`${NEW}@${A}`, NEW, named, false, NEW, true, []],
])('%s to %s, with %j, pin: %j', (from, to, answer, pin, written, isChange, warnings) => {
  const plan = pinUpgrade(planOf(from, to), answer, { pin });
  expect(plan.to).toBe(written);
  expect(plan.froms).toHaveLength(isChange ? 1 : 0);
  expect(plan.problems).toEqual([]);
  expect(plan.warnings.map(({ kind }) => kind)).toEqual(warnings);
});

test.each([true, false])('an image that no registry has is a problem, pin: %j', (pin) => {
  expect(pinUpgrade(planOf(OLD, NEW), unknown, { pin }).problems).toEqual([
    { kind: 'reference-unknown', reference: NEW, detail: 'not found' },
  ]);
});

test('why there is no digest is said on one line', () => {
  const detail = 'first\n  second';
  const problem = { kind: 'engine-failed', detail, command: 'docker buildx build' } as const;
  const { warnings } = pinUpgrade(planOf(OLD, NEW), { problem }, { pin: true });
  expect(warnings).toEqual([
    {
      kind: 'base-unpinned',
      reference: NEW,
      stack: 'python',
      why: 'the engine failed: first second',
    },
  ]);
});

test.each([
  [NEW, NEW, true, false],
  [NEW, NEW, false, true],
  [`${NEW}@${A}`, `${NEW}@${A}`, true, true],
  [OLD, NEW, false, false],
])('%s to %s, pin: %j: needs no engine: %j', (from, to, pin, expected) => {
  expect(isSettled(planOf(from, to), { pin })).toBe(expected);
});
