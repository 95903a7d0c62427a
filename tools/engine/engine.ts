/** A container engine that answers, and the services beside it that tests and demos build against. */
export interface Engine {
  /** `host`: the user's own engine, used as it is. `private`: one brought up here for this checkout. */
  readonly kind: 'host' | 'private';
  /** To merge over `process.env`, so that plain `docker buildx …` and `docker run` reach this engine. */
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of a registry that the host and the engine can push to and pull from over http. */
  readonly registry: string;
  readonly index: PackageIndex;
  /** The CA bundle of the machine, where there is one: builds take it as a secret. */
  readonly caBundle?: string;
}

/** A caching package index: a PEP 503/691 simple index over http. */
export interface PackageIndex {
  /** Simple index URL as the host sees it. */
  readonly hostUrl: string;
  /** Simple index URL as a RUN step or a container sees it. The same as `hostUrl` wherever possible. */
  readonly buildUrl: string;
  /** What pip wants as `--trusted-host`: it refuses plain http from anywhere but localhost. */
  readonly trustedHost: string;
}
