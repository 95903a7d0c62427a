import type { ImageConfig } from 'dockerfile-frontend';
import { normalizePlatform } from '../../dockerfile/platform';
import type { RunCommand } from '../../process/run-command';
import { inspectImagesCommand } from './image-commands';
import { inspectRemoteCommand, type RegistryClient } from './registry-commands';

/** Which config is asked for. */
export interface ConfigQuestion {
  /** With its digest. */
  readonly reference: string;
  readonly digest: string;
  /** Whether the image has an `ONBUILD`: registries' clients do not tell what it says. */
  readonly hasTriggers: boolean;
  readonly platform: string;
}

/** The config of an image: what the engine's store has under its digest, else what a registry has. */
export async function readBaseConfig(
  { reference, digest, hasTriggers, platform }: ConfigQuestion,
  { run, ...client }: RegistryClient & { readonly run: RunCommand },
): Promise<ImageConfig | undefined> {
  const stored = await run(inspectImagesCommand([reference, digest], client.cwd));
  for (const line of stored.stdout.split('\n')) {
    const found = line.startsWith('{') ? configOf(JSON.parse(line)) : undefined;
    if (found && platformOf(found) === platform) return found;
  }
  if (hasTriggers) return undefined;
  const { exitCode, stdout } = await run(inspectRemoteCommand(reference, client));
  return exitCode === 0 ? publishedConfig(stdout, platform) : undefined;
}

/** Of what `docker image inspect` says, in the words of an OCI image config. */
function configOf({ Architecture, Os, Variant, Config }: Record<string, unknown>): ImageConfig {
  return {
    architecture: Architecture,
    os: Os,
    ...(Variant !== undefined && Variant !== '' && { variant: Variant }),
    config: Config ?? {},
  };
}

function publishedConfig(text: string, platform: string): ImageConfig | undefined {
  try {
    const { image } = JSON.parse(text) as { readonly image: ImageConfig };
    const all = 'architecture' in image ? [image] : (Object.values(image) as ImageConfig[]);
    const found = all.find((each) => platformOf(each) === platform);
    return found && configured(found);
  } catch {
    return undefined;
  }
}

function configured({ architecture, os, variant, config }: ImageConfig): ImageConfig {
  return { architecture, os, ...(variant !== undefined && { variant }), config };
}

function platformOf({ os, architecture, variant }: ImageConfig): string | undefined {
  return normalizePlatform([os, architecture, variant].filter(Boolean).join('/'));
}
