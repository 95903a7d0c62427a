import type { PackageIndex } from '../engine/engine.ts';

/** The package index, in the variables that the hand-written `base-builder` takes as build arguments. */
export function indexEnv({ buildUrl, trustedHost }: PackageIndex) {
  return {
    UV_DEFAULT_INDEX: buildUrl,
    PIP_INDEX_URL: buildUrl,
    PIP_TRUSTED_HOST: trustedHost,
  };
}
