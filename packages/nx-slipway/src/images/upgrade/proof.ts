import type { UpgradedImage } from '../facts/compare-upgraded-images';
import type { Difference } from '../facts/difference';

/** How one thing that is tried came out. Of what is `unproven` nobody knows whether the upgrade is to blame. */
export type CheckVerdict = 'passed' | 'failed' | 'unproven';

/** One thing that is tried on the new base. */
export interface ProofCheck {
  readonly what: 'build' | 'tests' | 'start' | 'libraries';
  readonly verdict: CheckVerdict;
  /** A few words: `healthy`, `no tests`. */
  readonly detail: string;
  /** Last lines of what it printed, where it did not pass. */
  readonly output?: readonly string[];
}

/** One image of a service before and after. */
export interface ProvenImage {
  /** Under its own name, without a tag. */
  readonly reference: string;
  readonly before?: UpgradedImage;
  readonly after?: UpgradedImage;
  /** Seconds until its probe succeeded; absent where it did not, and for what does not serve. */
  readonly startBefore?: number;
  readonly startAfter?: number;
  readonly checks: readonly ProofCheck[];
  readonly differences: readonly Difference[];
}

/** What was tried of one Nx project. */
export interface ServiceProof {
  readonly name: string;
  readonly checks: readonly ProofCheck[];
  readonly images: readonly ProvenImage[];
}

/** What was tried of an upgrade. */
export interface UpgradeProof {
  /** The stacks first, then the services by name. */
  readonly services: readonly ServiceProof[];
  /** Whether it was stopped before all was tried. */
  readonly isStopped: boolean;
}

/** All that was tried of a service, its images included. */
export function checksOf({ checks, images }: ServiceProof): readonly ProofCheck[] {
  return [...checks, ...images.flatMap((image) => image.checks)];
}

/** The result of a service: that of its worst check, and unproven without a check. */
export function verdictOf(service: ServiceProof): CheckVerdict {
  const verdicts = checksOf(service).map(({ verdict }) => verdict);
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.length === 0 || verdicts.includes('unproven') ? 'unproven' : 'passed';
}

/** Names of the projects that an upgrade breaks. */
export function failingServices({ services }: UpgradeProof): readonly string[] {
  return services.filter((each) => verdictOf(each) === 'failed').map(({ name }) => name);
}
