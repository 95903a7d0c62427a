import { posix } from 'node:path';
import type { BakeTarget } from '../../bake/bake-file';
import type { BakePlan } from '../../bake/bake-plan';
import { type KeyRequest, planKeys, type TargetKey } from '../../bake/plan-keys';
import { targetReader } from '../../bake/read-targets';
import { defineTarget, type TargetDefinition } from '../../bake/target-definition';
import { platformsOrLocal } from '../../dockerfile/platform';
import { engineOf } from '../../engine/engine-of';
import type { RunCommand } from '../../engine/run-command';
import type { ImageRequest } from '../../images/options/image-options';
import { parseSecret } from '../../images/options/parse-secret';
import type { KeyProblem } from '../../problems/key-problem';
import { builtFiles } from '../../workspace/cache/built-files';
import { sha256 } from '../../workspace/cache/sha256';
import { type ContextReader, contextReader } from '../../workspace/files/context-reader';
import type { RunPlan } from './plan-run';
import { readBases } from './read-bases';

/** Where keys are read. */
export interface KeySurroundings {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; the plan was made for it, and nothing of it is read. */
  readonly runFolder: string;
  /** Absolute; holds the records of this user's builds. */
  readonly recordsFolder: string;
  readonly run: RunCommand;
}

/** Keys of a run's requested images. */
export interface ReadKeys {
  /** By image id. */
  readonly keys: ReadonlyMap<string, TargetKey>;
  /** Keys of other targets of the plan, by target. */
  readonly readTargets: (targets: readonly string[]) => ReadonlyMap<string, TargetKey>;
  /** Everything as it is now, to be asked for once images have been built. */
  readonly readAgain: () => Rereading;
}

/** What of a run is still as it was when its keys were read. */
export interface Rereading {
  /** Of the given images those of which nothing has been written since, also nothing that was put back. */
  readonly unchangedImages: (images: readonly string[]) => readonly string[];
  /** The same for other targets of the plan. */
  readonly unchangedTargets: (targets: readonly string[]) => readonly string[];
  /** Edits that the engine may not have noticed, of what was asked for so far. */
  readonly unseen: () => readonly KeyProblem[];
  /** Remembers the files that were read now as those that images have been built from. */
  readonly rememberFiles: () => void;
}

/** Reads what the images of a plan are made from; each file once, however many images take it. */
export async function readKeys(
  { bake: { catalogue, localPlatform, requests }, engine, builder }: KeyedRun,
  plan: BakePlan,
  { workspaceRoot, runFolder, run, recordsFolder }: KeySurroundings,
): Promise<ReadKeys> {
  const { target: targets } = plan.bakeFile;
  const images = new Set(Object.keys(targets).filter((name) => targets[name]?.tags));
  const idOf = new Map(Object.entries(plan.targets).map(([id, name]) => [name, id]));
  const imageRequests = requests.map((request) => keyRequest(request, plan));
  const targetRequests = (names: readonly string[]): readonly KeyRequest[] =>
    names.map((name) => targetRequest(name, targets[name]));
  const pathOf = (name: string): string | undefined => {
    const { context, dockerfile, 'dockerfile-inline': inline } = targets[name] ?? { context: '' };
    return inline === undefined ? (dockerfile ?? posix.join(context, 'Dockerfile')) : undefined;
  };
  const textOf =
    (reader: ContextReader) =>
    (name: string): string => {
      const path = pathOf(name);
      if (path === undefined) return targets[name]?.['dockerfile-inline'] ?? '';
      return plan.files[posix.relative(runFolder, path)] ?? reader.text(path) ?? '';
    };
  const { SOURCE_DATE_EPOCH } = process.env;
  const clientArguments = SOURCE_DATE_EPOCH ? { SOURCE_DATE_EPOCH } : {};

  const first = contextReader(workspaceRoot);
  const wanted = imageRequests.map(({ target, platforms }) => ({
    target,
    platforms: platformsOrLocal(platforms, localPlatform),
  }));
  const bases = await readBases(
    wanted,
    plan.bakeFile,
    { textOf: textOf(first), localPlatform, clientArguments },
    { engine: engineOf(engine), run, workspaceRoot, recordsFolder, ...(builder && { builder }) },
  );

  /** @param look the digest of what is read: of its content, or of when it was written as well */
  const keysBy = (
    wanted: readonly KeyRequest[],
    reader: ContextReader,
    look: 'digest' | 'state',
  ): ReadonlyMap<string, TargetKey> => {
    const text = textOf(reader);
    const read = targetReader({ targets, textOf: text, bases, localPlatform, clientArguments });
    const scope = { plan, read, fileOf, workspaceRoot, runFolder };
    return planKeys(wanted, {
      define(target, platforms) {
        if (!targets[target]) return undefined;
        const definition = defineTarget(target, platforms, scope);
        return look === 'state' ? withState(definition, pathOf(target), reader) : definition;
      },
      images,
      digest: reader[look],
      localPlatform,
      hash: sha256,
    });
  };
  const fileOf = (target: string): string => {
    const image = catalogue.images.get(idOf.get(target) ?? '');
    return image?.dockerfile ?? posix.relative(workspaceRoot, pathOf(target) ?? target);
  };
  const keys = keysBy(imageRequests, first, 'digest');
  return {
    keys: new Map([...keys].map(([target, key]) => [idOf.get(target) ?? target, key])),
    readTargets: (names) => keysBy(targetRequests(names), first, 'digest'),
    readAgain() {
      const built = builtFiles(recordsFolder, workspaceRoot);
      const now = contextReader(workspaceRoot, built.isUnseen);
      const unseen: KeyProblem[] = [];
      const unchanged = (asked: readonly KeyRequest[]): readonly string[] => {
        const [before, after] = [first, now].map((reader) => keysBy(asked, reader, 'state'));
        return asked.flatMap(({ target }) => {
          const [old, current] = [before?.get(target), after?.get(target)];
          if (current?.kind === 'keyless') {
            unseen.push(...current.problems.filter(({ kind }) => kind === 'key-edit-unseen'));
          }
          const isSame =
            old?.kind === 'keyed' && current?.kind === 'keyed' && old.key === current.key;
          return isSame ? [target] : [];
        });
      };
      return {
        unseen: () => unseen,
        rememberFiles: () => built.add(now.stamps),
        unchangedTargets: (names) => unchanged(targetRequests(names)),
        unchangedImages(ids) {
          const asked = imageRequests.filter(({ target }) => ids.includes(idOf.get(target) ?? ''));
          return unchanged(asked).map((target) => idOf.get(target) ?? target);
        },
      };
    },
  };
}

/** What of a run's plan keys are read from. */
export type KeyedRun = Pick<RunPlan, 'bake' | 'engine' | 'builder'>;

/** When the Dockerfile was written, as a part. */
function withState(
  definition: TargetDefinition,
  path: string | undefined,
  { stamps, text }: ContextReader,
): TargetDefinition {
  const state = (path === undefined ? [] : [path, `${path}.dockerignore`]).map((each) => {
    // What was not looked at has no stamp.
    if (!stamps.has(each)) text(each);
    return stamps.get(each)?.state ?? '';
  });
  return {
    ...definition,
    parts: new Map([...definition.parts, ['state', JSON.stringify(state)]]),
  };
}

function keyRequest({ image, options }: ImageRequest, plan: BakePlan): KeyRequest {
  const target = plan.targets[image.id] ?? '';
  const { attest = [] } = plan.bakeFile.target[target] ?? {};
  return {
    target,
    platforms: options.platforms,
    secrets: options.secrets.map((each) => parseSecret(each).id),
    ssh: options.ssh.map(sshId),
    attestations: attest.filter((each) => !each.includes('disabled=true')),
  };
}

/** A target that inherited what its request gives from the images that are built from it. */
function targetRequest(name: string, target: BakeTarget | undefined): KeyRequest {
  return {
    target: name,
    platforms: target?.platforms ?? [],
    secrets: (target?.secret ?? []).map((each) => parseSecret(each).id),
    ssh: (target?.ssh ?? []).map(sshId),
    attestations: [],
  };
}

/** Where an agent comes from says nothing of the content. */
function sshId(given: string): string {
  return given.replace(/=.*/s, '');
}
