import { join } from 'node:path';
import {
  type KnownBase,
  type ReadTarget,
  type TargetTexts,
  taggedImages,
  targetReader,
} from '../../bake/keys/read-targets';
import { linkedTargets, withLinks } from '../../bake/targets/target-links';
import type { ReadBase } from '../../engine/docker/read-base';
import type { Engine } from '../../engine/engine';
import { inParallel } from '../../process/in-parallel';
import { baseRecords } from '../../workspace/cache/base-records';
import type { EngineClient } from '../run-context';
import { WITHOUT_ENGINE } from '../without-engine';

/** What bases are asked of, and where answers are kept. */
export interface BaseContext {
  readonly engine: Engine;
  readonly client: EngineClient;
  /** Absolute; holds the records of this user's builds. */
  readonly recordsFolder: string;
}

/** What is known of bases. */
export interface ReadBases {
  /** By reference as BuildKit normalizes it. */
  readonly bases: ReadonlyMap<string, KnownBase>;
  /** Tags of which the engine does not say what it took for them. */
  readonly openTags: readonly OpenTag[];
  /** Whether there is no engine to ask, which fails every build. */
  readonly isAway: boolean;
}

/** A tag that may be another image when it is built from than it was when it was asked for. */
export interface OpenTag {
  /** As BuildKit normalizes it. */
  readonly reference: string;
  readonly pull: boolean;
}

/** A target that is to be read, and the platforms it is for. */
export interface WantedTarget {
  readonly target: string;
  readonly platforms: readonly string[];
}

/** Questions of an engine at a time. */
export const QUESTIONS = 4;

/** How often further bases may come up: by an `ONBUILD` of those before. */
const ROUNDS = 4;

/**
 * Asks what the images are that targets start from and that are built elsewhere. What is named with its digest is asked
 * once and for all; a tag each time, since it may have moved.
 */
export async function readBases(
  wanted: readonly WantedTarget[],
  texts: Omit<TargetTexts, 'bases'>,
  context: BaseContext,
): Promise<ReadBases> {
  const bases = new Map<string, KnownBase>();
  const refused = new Set<string>();
  let isAway = false;
  const readNow = () => readAll(wanted, texts.targets, targetReader({ ...texts, bases }));
  let read = readNow();
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = [...missingBases(read).values()].filter((base) => !refused.has(idOf(base)));
    if (open.length === 0) break;
    await inParallel(open, QUESTIONS, async (base) => {
      const known = bases.get(base.reference);
      const found = await readOne(base, known, { ...context, localPlatform: texts.localPlatform });
      if ('problem' in found) {
        refused.add(idOf(base));
        isAway ||= WITHOUT_ENGINE.has(found.problem.kind);
        return;
      }
      const configs = { ...bases.get(base.reference)?.configs, ...found.configs };
      const areAny = Object.keys(configs).length > 0;
      bases.set(base.reference, { ...found, ...(areAny && { configs }) });
      if (base.needsConfig && base.platforms.some((each) => !configs[each]))
        refused.add(idOf(base));
    });
    read = readNow();
  }
  return { bases, isAway, openTags: openTags(read, context.engine) };
}

interface MissingBase {
  readonly reference: string;
  /** Of one that needs its config a single one. */
  readonly platforms: readonly [string, ...(readonly string[])];
  readonly needsConfig: boolean;
  readonly pull: boolean;
}

/** The config of an image is another one for each platform; its digest is not. */
function idOf({ reference, platforms, needsConfig }: Omit<MissingBase, 'pull'>): string {
  return needsConfig ? `${reference} ${platforms}` : reference;
}

function missingBases(read: ReturnType<typeof readAll>): ReadonlyMap<string, MissingBase> {
  const missing = new Map<string, MissingBase>();
  for (const { pull, reading } of read) {
    const { unknown, withoutConfig } = reading;
    const needed = [
      ...unknown.map((base) => ({ base, needsConfig: false })),
      ...withoutConfig.map((base) => ({ base, needsConfig: true })),
    ];
    for (const { base, needsConfig } of needed) {
      const { image: reference, platform } = base;
      const id = idOf({ reference, platforms: [platform], needsConfig });
      const known = missing.get(id);
      const others = (known?.platforms ?? []).filter((each) => each !== platform);
      missing.set(id, {
        ...{ reference, needsConfig },
        platforms: [platform, ...others],
        pull: pull || known?.pull === true,
      });
    }
  }
  return missing;
}

function openTags(read: ReturnType<typeof readAll>, { tellsBases }: Engine): readonly OpenTag[] {
  const tags = new Map<string, boolean>();
  for (const { pull, reading } of read) {
    const named = taggedImages(reading).flatMap(({ reference, digest }) =>
      // What nothing is known of has no key to be right.
      digest === '' ? [] : [reference],
    );
    const all = [...reading.digests.keys()].filter((reference) => !reference.includes('@'));
    for (const reference of tellsBases ? named : all) {
      tags.set(reference, pull || tags.get(reference) === true);
    }
  }
  return [...tags].map(([reference, pull]) => ({ reference, pull }));
}

/** Reads wanted targets and all that they are linked to. */
function readAll(
  wanted: readonly WantedTarget[],
  targets: TargetTexts['targets'],
  read: ReadTarget,
) {
  return wanted.flatMap(({ target, platforms }) =>
    [...withLinks([target], (each) => linkedTargets(targets[each]))].flatMap((name) =>
      platforms.map((platform) => ({
        pull: targets[name]?.pull === true,
        reading: read(name, platform),
      })),
    ),
  );
}

/** Where one base is asked for. */
type OneContext = BaseContext & Pick<TargetTexts, 'localPlatform'>;

/** What a base is for all platforms that it is needed for: any of them may have an `ONBUILD`. */
async function readOne(
  { platforms, ...missing }: MissingBase,
  known: KnownBase | undefined,
  context: OneContext,
): Promise<ReadBase> {
  const [first, ...others] = platforms;
  const scope = { known, context };
  let base = await readFor(first, missing, scope);
  for (const platform of others) {
    if ('problem' in base) return base;
    const other = await readFor(platform, missing, scope);
    if ('problem' in other) return other;
    base = { ...base, hasTriggers: base.hasTriggers || other.hasTriggers };
  }
  if ('problem' in base || !known?.hasTriggers) return base;
  return { ...base, hasTriggers: true };
}

async function readFor(
  platform: string,
  { reference, needsConfig, pull }: Omit<MissingBase, 'platforms'>,
  { known, context }: { readonly known: KnownBase | undefined; readonly context: OneContext },
): Promise<ReadBase> {
  const { engine, client, recordsFolder, localPlatform } = context;
  const records = baseRecords(join(recordsFolder, 'bases'));
  const isPinned = reference.includes('@');
  const recorded = isPinned ? records.read(reference, platform) : undefined;
  let base = recorded ?? known;
  if (!base) {
    const { run, builder } = client;
    const question = { run, pull, ...(builder && { builder }) };
    const isOwn = platform === localPlatform;
    const answer = await engine.readBase(reference, { ...question, ...(!isOwn && { platform }) });
    if ('problem' in answer) return answer;
    base = answer;
  }
  if (needsConfig && !base.configs?.[platform]) {
    const { digest, hasTriggers } = base;
    const pinned = isPinned ? reference : `${reference}@${digest}`;
    const question = { reference: pinned, digest, hasTriggers, platform };
    const config = await engine.readBaseConfig(question, client);
    base = { ...base, ...(config && { configs: { ...base.configs, [platform]: config } }) };
  }
  if (isPinned && base !== recorded) records.write(reference, platform, base);
  return base;
}
