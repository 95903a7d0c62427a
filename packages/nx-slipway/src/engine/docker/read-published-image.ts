import { normalizePlatform } from '../../dockerfile/platform';
import { registryOf } from '../../images/references/registry-of';
import type { Outcome, RunCommand } from '../../process/run-command';
import { classifyPush, type PushFailure } from './classify-push';
import { inspectRemoteCommand, type RegistryClient } from './registry-commands';

/** An image in a registry. */
export interface PublishedImage {
  /** Of its manifest, or of its index where it is for several platforms. */
  readonly digest: string;
  /** Labels by platform: `linux/amd64`. */
  readonly labels: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** A registry that did not say what it has. */
export interface UnreachableRegistry {
  /** `registry.example:5000` */
  readonly registry: string;
  /** What its client said. */
  readonly detail: string;
}

/** What a registry says when it is asked for an image; neither where it does not have the image. */
export interface RegistryAnswer {
  readonly image?: PublishedImage;
  readonly unreachable?: UnreachableRegistry;
}

/** How long a registry may take to say what it has, in milliseconds. */
const PATIENCE = 30_000;

/** What a registry has under a reference. */
export async function readPublishedImage(
  reference: string,
  { run, abort, ...client }: RegistryClient & { run: RunCommand; abort: AbortSignal },
): Promise<RegistryAnswer> {
  const signal = AbortSignal.any([abort, AbortSignal.timeout(PATIENCE)]);
  const outcome = await run(inspectRemoteCommand(reference, client), { abort: signal });
  if (outcome.exitCode !== 0) {
    const detail = abort.aborted ? undefined : whySilent(outcome);
    return detail === undefined ? {} : { unreachable: { registry: registryOf(reference), detail } };
  }
  const image = parseImage(outcome.stdout);
  return image ? { image } : {};
}

/**
 * Why there was no answer; undefined where there was one. Of a repository that is not there yet some
 * registries say that it wants a login: Docker Hub by `insufficient_scope`, others by a 403.
 */
function whySilent({ exitCode, stderr, failure }: Outcome): string | undefined {
  if (exitCode === undefined) return failure ?? `no answer in ${PATIENCE / 1000} s`;
  if (/insufficient_scope|does not exist|: not found/.test(stderr)) return undefined;
  const isSilent = SILENCES.has(classifyPush(stderr, false));
  return isSilent ? stderr.trim().replace(/^ERROR: /, '') : undefined;
}

const SILENCES: ReadonlySet<PushFailure> = new Set([
  'push-unauthorized',
  'push-throttled',
  'push-failing',
  'push-unreachable',
]);

/** Configuration of an image for one platform. */
interface Config {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  readonly config?: { readonly Labels?: Readonly<Record<string, string>> };
}

/** Of an image for several platforms buildx prints a configuration for each. */
function parseImage(text: string): PublishedImage | undefined {
  try {
    const { manifest, image } = JSON.parse(text) as {
      readonly manifest: { readonly digest: string };
      readonly image: Config | Readonly<Record<string, Config>>;
    };
    const configs = 'architecture' in image ? [image as Config] : Object.values(image);
    return {
      digest: manifest.digest,
      labels: new Map(
        configs.map(({ os, architecture, variant, config }: Config) => {
          const written = [os, architecture, variant].filter(Boolean).join('/');
          return [normalizePlatform(written) ?? written, config?.Labels ?? {}];
        }),
      ),
    };
  } catch {
    return undefined;
  }
}
