import { BACKEND_TYPES, type BackendType } from './cache-backend';
import { COMPRESSIONS, type Compression, DEFAULT_COMPRESSION } from './compression';

/** Who builds: the values of the option `engine`. */
export const ENGINE_NAMES = ['docker', 'podman'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

/** The engine where none is named. */
export const DEFAULT_ENGINE: EngineName = 'docker';

/** What an engine can be asked for, as far as engines differ in it or once did. */
export interface EngineCapabilities {
  /** Builders to choose from, of which one takes over from another. */
  readonly builders: boolean;
  /** One run for several platforms. */
  readonly severalPlatforms: boolean;
  /** Provenance and SBOM, with a push. */
  readonly attestations: boolean;
  /** Where layers are kept beside the engine's own store. */
  readonly cacheBackends: readonly BackendType[];
  /** Outputs that are neither its store nor a registry. */
  readonly outputs: boolean;
  /** Reads and tags what a registry has, without pulling it. */
  readonly registryReuse: boolean;
  /** Annotations of the manifest that come with a push. */
  readonly annotations: boolean;
  /** Agents and keys for steps that ask for them. */
  readonly ssh: boolean;
  /** What it compresses layers with, beside what every engine does unasked. */
  readonly compressions: readonly Compression[];
}

/** What each engine can do. docs/reference/engines.md shows it as a table, which a test compares with this. */
export const CAPABILITIES: Readonly<Record<EngineName, EngineCapabilities>> = {
  docker: {
    builders: true,
    severalPlatforms: true,
    attestations: true,
    cacheBackends: BACKEND_TYPES,
    outputs: true,
    registryReuse: true,
    annotations: true,
    ssh: true,
    compressions: COMPRESSIONS.filter((each) => each !== DEFAULT_COMPRESSION),
  },
  podman: {
    builders: false,
    severalPlatforms: false,
    attestations: false,
    cacheBackends: [],
    outputs: false,
    registryReuse: false,
    annotations: false,
    ssh: true,
    // Only OCI's format has others, and it has no place for a HEALTHCHECK.
    compressions: [],
  },
};

/** How a capability is asked for, and what to do without it. */
export interface CapabilityWords {
  /** A noun: `attestations`. */
  readonly what: string;
  /** Options that ask for it; none where a push alone does. */
  readonly options: readonly string[];
  /** What to do on an engine that lacks it, beside building with another. */
  readonly instead: string;
}

/** The words for each capability, written once. */
export const CAPABILITY_WORDS: Readonly<Record<keyof EngineCapabilities, CapabilityWords>> = {
  builders: {
    what: 'builders to choose from',
    options: ['builder'],
    instead: 'leave `builder` out',
  },
  severalPlatforms: {
    what: 'several platforms in one run',
    options: ['platforms'],
    instead: 'name one platform for all images of the run',
  },
  attestations: {
    what: 'attestations',
    options: ['attest'],
    instead: 'push without `attest`',
  },
  cacheBackends: {
    what: 'layers kept beside its own store',
    options: ['cacheBackend', 'cacheFrom'],
    instead: 'leave `cacheBackend` and `cacheFrom` out',
  },
  outputs: {
    what: 'outputs beside its store and registries',
    options: ['output'],
    instead: 'build into its store and export from there, as `podman save` does',
  },
  registryReuse: {
    what: 'a look into registries without pulling',
    options: ['reuse'],
    instead: 'leave `reuse` at true, which looks into its own store',
  },
  annotations: {
    what: 'annotations that come with a push',
    options: [],
    instead: 'give images labels by `labels`',
  },
  ssh: {
    what: 'SSH agents and keys for steps',
    options: ['ssh'],
    instead: 'leave `ssh` out',
  },
  compressions: {
    what: 'another compression than gzip',
    options: ['compression'],
    instead: 'leave `compression` out',
  },
};
