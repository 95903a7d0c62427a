import { availableParallelism } from 'node:os';
import type { StoredImage } from '../../images/model/stored-image';
import type { RunCommand } from '../../process/run-command';
import { inspectImagesCommand, inspectPlatformCommand } from './image-commands';

/** Images below which a second question would cost more than it saves. */
const WORTH_ASKING = 8;

/**
 * What the engine's store has of images, by id or reference. None of those that are not there, and none at
 * all where no engine answers. The engine takes about 50 ms for each and looks at the images of one question
 * one after the other, so many are asked for in as many questions as there are cores.
 */
export async function readStoredImages(
  references: readonly string[],
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<readonly StoredImage[]> {
  const questions = Math.min(availableParallelism(), Math.ceil(references.length / WORTH_ASKING));
  const parts = Array.from({ length: questions }, (_, part) =>
    references.filter((_, index) => index % questions === part),
  );
  const answers = await Promise.all(parts.map((part) => run(inspectImagesCommand(part, cwd))));
  return answers.flatMap(({ stdout }) => stdout.split('\n').flatMap(parseImage));
}

/**
 * Whether the store has an image for each of several platforms. `docker pull` fetches one of them, and the id that it
 * shows is that of all. A Docker before 28.1, which cannot say it, has none. Of an image for one platform nothing is
 * asked: its id is for that one.
 */
export async function hasPlatforms(
  id: string,
  platforms: readonly string[],
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<boolean> {
  if (platforms.length <= 1) return true;
  const answers = await Promise.all(
    platforms.map((platform) => run(inspectPlatformCommand(id, platform, cwd))),
  );
  return answers.every(({ exitCode }) => exitCode === 0);
}

/** Fields of `docker image inspect`, as far as they are read. */
interface Inspected {
  readonly Id?: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly Variant?: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
  readonly RootFS?: { readonly Layers?: readonly string[] | null } | null;
}

function parseImage(line: string): readonly StoredImage[] {
  if (!line.startsWith('{')) return [];
  const inspected = JSON.parse(line) as Inspected;
  const { Id: id = '', RepoTags, Config, Os, Architecture, Variant } = inspected;
  return [
    {
      id,
      tags: RepoTags ?? [],
      labels: Config?.Labels ?? {},
      platform: [Os, Architecture, Variant].filter(Boolean).join('/'),
      contents: contentsOf(inspected),
    },
  ];
}

/** What no program notices that is started in a container in place of the image's own. */
const UNNOTICED: readonly string[] = ['Labels', 'Cmd', 'Entrypoint', 'ExposedPorts'];

/** An image of unknown layers is like no other one. */
function contentsOf({ Id, RootFS, Config, Os, Architecture, Variant }: Inspected): string {
  const layers = RootFS?.Layers ?? [];
  if (layers.length === 0) return JSON.stringify(Id);
  const config = Object.entries(Config ?? {}).filter(([name]) => !UNNOTICED.includes(name));
  return JSON.stringify([layers, [Os, Architecture, Variant], config.sort()]);
}
