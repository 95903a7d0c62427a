import type { BakePlan } from '../../bake/bake-plan';
import { planKeys, type TargetKey } from '../../bake/plan-keys';
import { defineTarget } from '../../bake/target-definition';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { resolveDigest } from '../../engine/resolve-digest';
import type { RunCommand } from '../../engine/run-command';
import type { ImageCatalogue } from '../../images/image-catalogue';
import { parseSecret } from '../../images/parse-secret';
import { sha256 } from '../../workspace/context-files';
import { contextReader } from '../../workspace/context-reader';
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
  /** The keys as the files are now, to be asked for once they have been built. */
  readonly readAgain: () => ReadonlyMap<string, TargetKey>;
}

/** Reads what the images of a plan are made from; each file once, however many images take it. */
export async function readKeys(
  { bake: { catalogue, localPlatform, requests } }: Pick<RunPlan, 'bake'>,
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
        const found = await resolveDigest(reference, { run });
        return [reference, 'digest' in found ? found.digest : undefined] as const;
      }),
    ),
  );
  const images = new Set(Object.keys(targets).filter((name) => targets[name]?.tags));
  const keysOf = (defined: typeof definitions): ReadonlyMap<string, TargetKey> => {
    const readContext = contextReader(workspaceRoot);
    const keys = planKeys(
      requests.flatMap(({ image, options }) => {
        const target = plan.targets[image.id];
        return target === undefined
          ? []
          : [
              {
                target,
                platforms: options.platforms,
                secrets: options.secrets.map((each) => parseSecret(each).id),
                attestations: (targets[target]?.attest ?? []).filter(
                  (each) => !each.includes('disabled=true'),
                ),
              },
            ];
      }),
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
    return new Map(
      Object.entries(plan.targets).flatMap(([image, target]) => {
        const key = keys.get(target);
        return key ? [[image, key] as const] : [];
      }),
    );
  };
  return {
    keys: keysOf(definitions),
    readAgain: () => keysOf(definitionsBy(readAgain(catalogue, textReader(workspaceRoot)))),
  };
}

/** The catalogue with its Dockerfiles as they are now. */
function readAgain(
  catalogue: ImageCatalogue,
  read: (file: string) => string | undefined,
): ImageCatalogue {
  const dockerfiles = [...catalogue.dockerfiles.keys()].map(
    (file) => [file, parseDockerfile(read(file) ?? '', file).dockerfile] as const,
  );
  return { ...catalogue, dockerfiles: new Map(dockerfiles) };
}
