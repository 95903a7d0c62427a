import type { BakePlan } from '../../bake/bake-plan';
import { type KeyRequest, planKeys, type TargetKey } from '../../bake/plan-keys';
import { defineTarget } from '../../bake/target-definition';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { engineOf } from '../../engine/engine-of';
import type { RunCommand } from '../../engine/run-command';
import type { ImageCatalogue } from '../../images/image-catalogue';
import type { ImageRequest } from '../../images/image-options';
import { parseSecret } from '../../images/parse-secret';
import { contextReader } from '../../workspace/context-reader';
import { sha256 } from '../../workspace/sha256';
import { textReader } from '../../workspace/text-reader';
import type { RunPlan } from './plan-run';

/** Where keys are read. */
export interface KeySurroundings {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; the plan was made for it, and nothing of it is read. */
  readonly runFolder: string;
  readonly run: RunCommand;
}

/** Keys of a run's requested images. */
export interface ReadKeys {
  /** By image id. */
  readonly keys: ReadonlyMap<string, TargetKey>;
  /** The keys of some of them as the files are now, to be asked for once they have been built. */
  readonly readAgain: (images: readonly string[]) => ReadonlyMap<string, TargetKey>;
}

/** Reads what the images of a plan are made from; each file once, however many images take it. */
export async function readKeys(
  { bake: { catalogue, localPlatform, requests }, engine }: Pick<RunPlan, 'bake' | 'engine'>,
  plan: BakePlan,
  { workspaceRoot, runFolder, run }: KeySurroundings,
): Promise<ReadKeys> {
  const { target: targets } = plan.bakeFile;
  const definitionsBy = (known: ImageCatalogue) =>
    new Map(
      Object.entries(targets).map(([name, target]) => [
        name,
        defineTarget(name, target, { plan, catalogue: known, workspaceRoot, runFolder }),
      ]),
    );
  const definitions = definitionsBy(catalogue);
  const floating = [...definitions.values()]
    .filter(({ isPulled }) => isPulled)
    .flatMap(({ references }) => references.filter((each) => !each.includes('@')));
  const resolved = new Map(
    await Promise.all(
      [...new Set(floating)].map(async (reference) => {
        const found = await engineOf(engine).resolveDigest(reference, { run });
        return [reference, 'digest' in found ? found.digest : undefined] as const;
      }),
    ),
  );
  const images = new Set(Object.keys(targets).filter((name) => targets[name]?.tags));
  const keysOf = (
    wanted: readonly ImageRequest[],
    defined: typeof definitions,
  ): ReadonlyMap<string, TargetKey> => {
    const readContext = contextReader(workspaceRoot);
    const byTarget = new Map(wanted.map(({ image }) => [plan.targets[image.id] ?? '', image.id]));
    const keys = planKeys(
      wanted.map((request) => keyRequest(request, plan)),
      {
        definitions: defined,
        images,
        read: (target, part) => {
          const read = defined.get(target)?.reads.get(part);
          return read ? readContext(read) : '';
        },
        resolved,
        localPlatform,
        hash: sha256,
      },
    );
    return new Map([...keys].map(([target, key]) => [byTarget.get(target) ?? target, key]));
  };
  return {
    keys: keysOf(requests, definitions),
    readAgain: (built) =>
      keysOf(
        requests.filter(({ image }) => built.includes(image.id)),
        definitionsBy(withFreshFiles(catalogue, textReader(workspaceRoot))),
      ),
  };
}

function keyRequest({ image, options }: ImageRequest, plan: BakePlan): KeyRequest {
  const target = plan.targets[image.id] ?? '';
  const { attest = [] } = plan.bakeFile.target[target] ?? {};
  return {
    target,
    platforms: options.platforms,
    secrets: options.secrets.map((each) => parseSecret(each).id),
    attestations: attest.filter((each) => !each.includes('disabled=true')),
  };
}

/** The catalogue with its Dockerfiles as they are now. */
function withFreshFiles(
  catalogue: ImageCatalogue,
  read: (file: string) => string | undefined,
): ImageCatalogue {
  const dockerfiles = [...catalogue.dockerfiles.keys()].map(
    (file) => [file, parseDockerfile(read(file) ?? '', file).dockerfile] as const,
  );
  return { ...catalogue, dockerfiles: new Map(dockerfiles) };
}
