import { aptPackages } from '../../dockerfile/places/apt-packages';
import type { UpgradedDockerfile } from './check-facts';

/** Metapackages that bring others: what they are named for is installed with them. */
const INCLUDED: Readonly<Record<string, readonly string[]>> = {
  'build-essential': ['gcc', 'g++', 'libc6-dev', 'make'],
  'g++': ['gcc', 'libc6-dev'],
  gfortran: ['gcc'],
  rustc: ['gcc', 'libc6-dev'],
  cargo: ['gcc', 'libc6-dev'],
};

/** Returns the Debian packages that Dockerfiles install, with those that metapackages bring. */
export function installedApt(dockerfiles: readonly UpgradedDockerfile[]): ReadonlySet<string> {
  const named = dockerfiles.flatMap(({ dockerfile }) =>
    aptPackages(dockerfile).map(({ name }) => name),
  );
  return new Set(named.flatMap((name) => [name, ...(INCLUDED[name] ?? [])]));
}
