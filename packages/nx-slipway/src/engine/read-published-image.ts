import { normalizePlatform } from '../dockerfile/platform';
import { inspectRemoteCommand, type RegistryClient } from './registry-commands';
import type { RunCommand } from './run-command';

/** An image in a registry. */
export interface PublishedImage {
  /** Of its manifest, or of its index where it is for several platforms. */
  readonly digest: string;
  /** Labels by platform: `linux/amd64`. */
  readonly labels: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** How long a registry may take to say what it has, in milliseconds. */
const PATIENCE = 30_000;

/** What a registry has under a reference; undefined for nothing, and where it does not answer. */
export async function readPublishedImage(
  reference: string,
  { run, abort, ...client }: RegistryClient & { run: RunCommand; abort: AbortSignal },
): Promise<PublishedImage | undefined> {
  const signal = AbortSignal.any([abort, AbortSignal.timeout(PATIENCE)]);
  const { exitCode, stdout } = await run(inspectRemoteCommand(reference, client), {
    abort: signal,
  });
  return exitCode === 0 ? parseImage(stdout) : undefined;
}

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
