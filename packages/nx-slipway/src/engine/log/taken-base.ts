/** An image that is built elsewhere, as a build took it. */
export interface TakenBase {
  /** As BuildKit normalizes it, without a digest: `docker.io/library/python:3.13`. */
  readonly reference: string;
  readonly digest: string;
}

/**
 * The base that a vertex of BuildKit stands for, by its name: `[api 1/2] FROM docker.io/library/python:3.13@sha256:…`.
 * Undefined for every other vertex, and for a base that was named with its digest.
 */
export function takenBase(name: string): TakenBase | undefined {
  const [, reference, digest] = TAKEN.exec(name) ?? [];
  return reference && digest ? { reference, digest } : undefined;
}

const TAKEN = /^(?:\[[^\]]*\] )?FROM (\S+)@(sha256:[0-9a-f]{64})$/;
