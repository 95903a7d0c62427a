import type { BasePlace } from '../../dockerfile/places/find-base-places';
import type { Change } from './check-facts';
import type { Finding, Severity, TextFix } from './finding';

/** Bytes of a file that name the base. */
export interface PlannedPlace extends BasePlace {
  /** Relative to the workspace root. */
  readonly file: string;
  /** What is written there, where it is not the whole reference but a part of it, as the default of an ARG. */
  readonly text?: string;
}

/** What an upgrade of one stack changes, and what stands against it, before anything is written. */
export interface UpgradePlan {
  /** Nx project. */
  readonly stack: string;
  /** The stack's Dockerfile, relative to the workspace root. */
  readonly file: string;
  /** The reference there is. */
  readonly from: string;
  /** The reference to write. */
  readonly to: string;
  /** Where it is written, in the order of files and lines; none where there is nothing to do. */
  readonly places: readonly PlannedPlace[];
  /** Before and after; absent where a reference does not tell. */
  readonly python: Change;
  readonly suite: Change;
  /** Nx projects with images that rest on the base, sorted by name. */
  readonly services: readonly { readonly name: string; readonly images: readonly string[] }[];
  /** What stands against it, the gravest first, each once with all services that it concerns. */
  readonly findings: readonly Finding[];
  /** Nx target that builds images. */
  readonly buildTarget: string;
}

/** Returns the findings about one service. */
export function findingsOf({ findings }: UpgradePlan, service: string): readonly Finding[] {
  return findings.filter(({ services }) => services.includes(service));
}

/** Returns how many findings there are of each severity. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { problem: 0, warning: 0, note: 0, unchecked: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Returns the mechanical edits of a plan, each once. */
export function fixesOf(plans: readonly UpgradePlan[]): readonly TextFix[] {
  const fixes = plans.flatMap(({ findings }) => findings.flatMap((each) => each.fixes ?? []));
  const byStart = new Map(fixes.map((fix) => [`${fix.file}:${fix.start}`, fix]));
  return [...byStart.values()];
}
