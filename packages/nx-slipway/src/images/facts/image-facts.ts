import { KEY_LABEL } from '../model/key-label';

/** What an engine says of an image, as far as it decides what a container of it does. */
export interface ImageFacts {
  readonly reference: string;
  readonly id: string;
  /** Bytes, as the engine counts them: compressed in some stores. */
  readonly size: number;
  /** As the image names it; empty for root. */
  readonly user: string;
  /** Empty for `/`. */
  readonly workdir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** `8000/tcp`, sorted. */
  readonly ports: readonly string[];
  /** Sorted. */
  readonly volumes: readonly string[];
  readonly stopSignal: string;
  /** The image's own probe, as it is written: `CMD-SHELL` and the rest; empty without one. */
  readonly probe: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  /** Without those that say which build made the image. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Labels that say which build made an image. */
const OF_BUILD = new Set([
  KEY_LABEL,
  ...['title', 'base.name', 'base.digest'].map((name) => `org.opencontainers.image.${name}`),
]);

/** Reads what `image inspect` of Docker or podman says of one image. */
export function parseInspected(reference: string, stdout: string): ImageFacts {
  const image = asRecord(JSON.parse(stdout));
  const config = asRecord(image.Config);
  // Podman has the probe beside the config.
  const { Test } = asRecord(config.Healthcheck ?? image.Healthcheck ?? image.HealthCheck);
  const labels = [...asTexts(config.Labels)].filter(([name]) => !OF_BUILD.has(name));
  return {
    ...{ reference, id: text(image.Id), size: typeof image.Size === 'number' ? image.Size : 0 },
    ...{ user: text(config.User), workdir: text(config.WorkingDir) },
    ...{ entrypoint: texts(config.Entrypoint), command: texts(config.Cmd) },
    ports: Object.keys(asRecord(config.ExposedPorts)).sort(),
    volumes: Object.keys(asRecord(config.Volumes)).sort(),
    stopSignal: text(config.StopSignal),
    // No probe is written in two ways.
    probe: texts(Test).filter((each) => each !== 'NONE'),
    environment: new Map(
      texts(config.Env).map((each): [string, string] => {
        const [name = '', ...value] = each.split('=');
        return [name, value.join('=')];
      }),
    ),
    labels: new Map(labels),
  };
}

/**
 * The probe of an image as `exec` takes it. Rule: `Test` of `HealthConfig` in the engine's API.
 *
 * @returns undefined without one
 */
export function probeWords({
  probe: [kind, ...words],
}: Pick<ImageFacts, 'probe'>): readonly string[] | undefined {
  if (words.length === 0) return undefined;
  return kind === 'CMD' ? words : kind === 'CMD-SHELL' ? ['sh', '-c', words.join(' ')] : undefined;
}

/** Reads an object of JSON; an empty one for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Reads an object of JSON as texts by name; what is no text is empty. */
export function asTexts(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(asRecord(value)).map(([name, each]) => [name, text(each)]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
