import type { StoredImage } from '../images/stored-image';
import { inspectImagesCommand } from './image-commands';
import type { RunCommand } from './run-command';

/**
 * What the engine's store has of images, by id or reference: one question for all. None of those that
 * are not there, and none at all where no engine answers.
 */
export async function readStoredImages(
  references: readonly string[],
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<readonly StoredImage[]> {
  if (references.length === 0) return [];
  const { stdout } = await run(inspectImagesCommand(references, cwd));
  return stdout.split('\n').flatMap(parseImage);
}

/** Fields of `docker image inspect`, as far as they are read. */
interface Inspected {
  readonly Id?: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly Variant?: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
}

function parseImage(line: string): readonly StoredImage[] {
  if (!line.startsWith('{')) return [];
  const {
    Id: id = '',
    RepoTags,
    Config,
    Os,
    Architecture,
    Variant,
  } = JSON.parse(line) as Inspected;
  return [
    {
      id,
      tags: RepoTags ?? [],
      labels: Config?.Labels ?? {},
      platform: [Os, Architecture, Variant].filter(Boolean).join('/'),
    },
  ];
}
