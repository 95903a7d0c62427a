import type { Problem } from '../../problems/problem';

/**
 * How much a finding counts: with a `problem` nothing is written, a `warning` may fail a build or change what runs, a
 * `note` is good to know, and of what is `unchecked` nobody knows.
 */
export type Severity = 'problem' | 'warning' | 'note' | 'unchecked';

/** All severities, the gravest first. */
export const severities: readonly Severity[] = ['problem', 'warning', 'note', 'unchecked'];

/** Bytes of a file that are to be others. */
export interface TextFix {
  /** Relative to the workspace root. */
  readonly file: string;
  /** Offsets into the file's text. */
  readonly start: number;
  readonly end: number;
  /** What is there, so that a file that has changed since is left alone. */
  readonly old: string;
  readonly text: string;
}

/** One thing that stands against an upgrade, or is to be known of it. */
export interface Finding {
  readonly severity: Severity;
  /** What it is, where, and what to type next. */
  readonly problem: Problem;
  /** Nx projects that it concerns, sorted; empty for the stack as a whole. */
  readonly services: readonly string[];
  /** What can be done about it mechanically; absent where a person has to. */
  readonly fixes?: readonly TextFix[];
  /** Whether locking again is what it takes, or what the fixes have to be followed by. */
  readonly needsLock?: true;
  /** Whether it is unknown because an engine, a registry or a package index did not answer. */
  readonly isUnanswered?: true;
}

/** Orders findings: the gravest first, then by place. */
export function byGravity(a: Finding, b: Finding): number {
  const rank = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  if (rank !== 0) return rank;
  const [one, other] = [placeKey(a), placeKey(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function placeKey({ problem }: Finding): string {
  const place = 'place' in problem ? problem.place : undefined;
  return `${place?.file ?? ''} ${String(place?.line ?? 0).padStart(6, '0')} ${problem.kind}`;
}

/** Merges findings that are the same but for their services. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.severity, finding.problem]);
    const known = byText.get(key);
    const services = [...new Set([...(known?.services ?? []), ...finding.services])].sort();
    const fixes = [...(known?.fixes ?? []), ...(finding.fixes ?? [])];
    byText.set(key, { ...finding, services, ...(fixes.length > 0 && { fixes }) });
  }
  return [...byText.values()].sort(byGravity);
}
