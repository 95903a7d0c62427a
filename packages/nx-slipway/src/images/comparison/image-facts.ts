import { KEY_LABEL } from '../model/key-label';

/** What an image is, as far as it decides what a container of it does. */
export interface ImageFacts {
  readonly reference: string;
  /** As the engine words it; empty where it does not say. */
  readonly size: string;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workdir: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string;
  readonly healthCheck: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly contents: ImageContents;
}

/** What Python finds in a container of an image. */
export interface ImageContents {
  /** `3.13.5` */
  readonly python: string;
  /** User and group in numbers: `10001:10001`. */
  readonly ids: string;
  /** Versions by normalised name. */
  readonly packages: ReadonlyMap<string, string>;
  /** Digests by path below the folder that modules are imported from, or the working directory. */
  readonly files: ReadonlyMap<string, string>;
}

/** Labels that say which build made an image. */
const OF_BUILD = new Set([
  KEY_LABEL,
  ...['title', 'base.name', 'base.digest'].map((name) => `org.opencontainers.image.${name}`),
]);

type Json = Readonly<Record<string, unknown>>;

/** Reads what `image inspect` of Docker or podman says of one image. */
export function parseInspected(
  reference: string,
  inspected: unknown,
): Omit<ImageFacts, 'contents' | 'size'> {
  const image = asRecord(inspected);
  const config = asRecord(image.Config);
  const probe = asRecord(config.Healthcheck ?? image.HealthCheck ?? image.Healthcheck);
  const pairs = texts(config.Env).map((each): [string, string] => [
    each.slice(0, each.indexOf('=')),
    each.slice(each.indexOf('=') + 1),
  ]);
  const labels = Object.entries(asRecord(config.Labels)).flatMap(
    ([name, value]): [string, string][] =>
      typeof value === 'string' && !OF_BUILD.has(name) ? [[name, value]] : [],
  );
  return {
    reference,
    user: text(config.User),
    entrypoint: texts(config.Entrypoint),
    command: texts(config.Cmd),
    workdir: text(config.WorkingDir) || '/',
    ports: Object.keys(asRecord(config.ExposedPorts)).sort(),
    volumes: Object.keys(asRecord(config.Volumes)).sort(),
    stopSignal: text(config.StopSignal),
    // No probe is written in two ways.
    healthCheck: texts(probe.Test).filter((each) => each !== 'NONE'),
    environment: new Map(pairs),
    labels: new Map(labels),
  };
}

/** Reads what the program of `contents-program.ts` prints; undefined for anything else. */
export function parseContents(output: string): ImageContents | undefined {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    const { python, ids, packages, files } = asRecord(JSON.parse(line));
    return { python: text(python), ids: text(ids), packages: mapOf(packages), files: mapOf(files) };
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(asRecord(value)).map(([name, each]) => [name, text(each)]));
}

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
