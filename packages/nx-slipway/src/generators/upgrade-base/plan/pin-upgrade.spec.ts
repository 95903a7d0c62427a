import { expect, test } from 'vitest';
import type { ResolvedDigest } from '../../../engine/docker/resolve-digest';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { isSettled, pinUpgrade } from './pin-upgrade';

const [OLD, NEW] = ['python:3.11-slim-bookworm', 'python:3.13-slim-trixie'];
const [A, B] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];

function planOf(from: string, to: string): UpgradePlan {
  return {
    ...{ stack: 'python', file: 'images/python/Dockerfile', from, to },
    places: [
      { file: 'images/python/Dockerfile', line: 1, start: 5, end: 9, old: from, how: 'from' },
    ],
    ...{ python: {}, suite: {}, services: [], buildTarget: 'build-image', findings: [] },
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
  [OLD, NEW, absent, false, NEW, true, ['base-image-unchecked']],
  [OLD, `${NEW}@${A}`, named, true, `${NEW}@${A}`, true, []],
  [OLD, `${NEW}@${A}`, absent, true, `${NEW}@${A}`, true, ['base-image-unchecked']],
  [NEW, NEW, named, true, `${NEW}@${B}`, true, []],
  [NEW, NEW, absent, true, NEW, false, ['base-unpinned']],
  [`${NEW}@${A}`, NEW, named, true, `${NEW}@${B}`, true, []],
  [`${NEW}@${B}`, NEW, named, true, `${NEW}@${B}`, false, []],
  [`${NEW}@${A}`, NEW, absent, true, `${NEW}@${A}`, false, ['base-digest-unchecked']],
  [`${NEW}@${A}`, NEW, named, false, NEW, true, []],
])('%s to %s, with %j, pin: %j', (from, to, answer, pin, written, isChange, warnings) => {
  const plan = pinUpgrade(planOf(from, to), answer, { pin });
  expect(plan.to).toBe(written);
  expect(plan.places).toHaveLength(isChange ? 1 : 0);
  expect(plan.findings.map(({ problem }) => problem.kind)).toEqual(warnings);
  expect(plan.findings.every(({ isUnanswered }) => isUnanswered)).toBe(true);
});

test.each([true, false])('an image that no registry has is a problem, pin: %j', (pin) => {
  expect(pinUpgrade(planOf(OLD, NEW), unknown, { pin }).findings).toMatchObject([
    {
      severity: 'problem',
      problem: { kind: 'reference-unknown', reference: NEW, detail: 'not found' },
    },
  ]);
});

test('why there is no digest is said on one line', () => {
  const detail = 'first\n  second';
  const problem = { kind: 'engine-failed', detail, command: 'docker buildx build' } as const;
  const { findings } = pinUpgrade(planOf(OLD, NEW), { problem }, { pin: true });
  const why = 'the engine failed: first second';
  expect(findings).toMatchObject([
    {
      severity: 'warning',
      problem: { kind: 'base-unpinned', reference: NEW, stack: 'python', why },
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

test('where only the digest is wanted, nothing is written without one', () => {
  const plan = pinUpgrade(planOf(`${NEW}@${A}`, NEW), absent, { pin: true, digest: true });
  expect(plan.places).toEqual([]);
  expect(plan.findings).toMatchObject([
    { severity: 'unchecked', problem: { kind: 'upgrade-digest-unknown', reference: NEW } },
  ]);
});
