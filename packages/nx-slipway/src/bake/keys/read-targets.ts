import {
  type BaseImage,
  type ImageConfig,
  type ImageFor,
  type NamedContext,
  type Reading,
  readDockerfile,
} from 'dockerfile-frontend';
import { isFolderContext } from '../../dockerfile/context-kind';
import type { ContentTarget } from '../targets/bake-file-builder';
import { type ContextLink, linkPlatforms, type OwnLinks } from '../targets/own-links';
import { linkedTarget } from '../targets/target-links';

/** What is known of an image that is built elsewhere. */
export interface KnownBase {
  readonly digest: string;
  /** Whether it has an `ONBUILD`, which images built from it carry out. */
  readonly hasTriggers: boolean;
  /** OCI image configs by platform, of those that somebody has asked for. */
  readonly configs?: Readonly<Record<string, ImageConfig>>;
}

/** What targets are read from. */
export interface TargetTexts {
  readonly targets: Readonly<Record<string, ContentTarget>>;
  readonly ownLinks: OwnLinks;
  /** Text of the Dockerfile of a target. */
  readonly textOf: (target: string) => string;
  /** By reference, as BuildKit normalizes it. */
  readonly bases: ReadonlyMap<string, KnownBase>;
  /** The builder's own platform: `linux/amd64`. */
  readonly localPlatform: string;
  /** Build arguments that the engine's client adds to all targets. */
  readonly clientArguments: Readonly<Record<string, string>>;
  /** Those that are proxies: only what names one is made from it, and to BuildKit's cache the others are the same. */
  readonly clientProxies: Readonly<Record<string, string>>;
}

/** What a target means for one platform, and what keeps it from being certain. */
export interface TargetReading {
  readonly reading: Reading;
  /** Digests of what is named by a tag, by reference as BuildKit normalizes it. */
  readonly digests: ReadonlyMap<string, string>;
  /** References that nothing is known of. */
  readonly unknown: readonly ImageFor[];
  /** Those whose config decides what is taken, and is not known. */
  readonly withoutConfig: readonly ImageFor[];
}

/** Reads a target for a platform; the same question is answered once. */
export type ReadTarget = (target: string, platform: string) => TargetReading;

/**
 * Reads targets of a bake file by BuildKit's frontend. Of an image that is built elsewhere its digest alone comes
 * in, so that a key is the same on every machine; its config does where it decides what is taken. A target
 * that is linked comes in by the config that its own reading has.
 */
export function targetReader(texts: TargetTexts): ReadTarget {
  const read = remembered(readOne);
  return (target, platform) => {
    const plain = read(target, platform, false);
    return plain.reading.result?.isEnvironmentDeciding ? read(target, platform, true) : plain;
  };

  function readOne(target: string, platform: string, isFull: boolean): TargetReading {
    const definition = texts.targets[target];
    const on = { platform, own: texts.localPlatform };
    const readLink = (link: ContextLink): TargetReading => {
      const [needed = platform] = linkPlatforms(texts.ownLinks, link, on).slice(-1);
      return read(link.link, needed, isFull);
    };
    const contexts = Object.entries(definition?.contexts ?? {}).map(([name, value]) => {
      const link = linkedTarget(value);
      const linked = link === undefined ? undefined : readLink({ target, context: name, link });
      return { name, linked, context: contextOf(value, linked?.reading) };
    });
    const bases: Record<string, BaseImage> = {};
    const dockerfile = texts.textOf(target);
    const proxies = Object.entries(texts.clientProxies).filter(([name]) =>
      dockerfile.includes(name),
    );
    const ask = (): Reading =>
      readDockerfile({
        dockerfile,
        ...(definition?.target !== undefined && { target: definition.target }),
        buildArgs: {
          ...texts.clientArguments,
          ...Object.fromEntries(proxies),
          ...definition?.args,
        },
        contexts: Object.fromEntries(contexts.map(({ name, context }) => [name, context])),
        bases,
        platform,
        buildPlatform: texts.localPlatform,
      });
    let reading = ask();
    const unknown = new Map<string, ImageFor>();
    const withoutConfig = new Map<string, ImageFor>();
    const needsConfig = (base: KnownBase): boolean => isFull || base.hasTriggers;
    for (let isNew = true; isNew; ) {
      isNew = false;
      for (const reference of reading.result?.unknownBases ?? []) {
        const base = texts.bases.get(reference);
        const isSaid =
          base && (!reference.includes('@') || (needsConfig(base) && base.configs !== undefined));
        if (!isSaid || bases[reference]) continue;
        const { digest, configs } = base;
        bases[reference] = { digest, ...(needsConfig(base) && configs && { configs }) };
        isNew = true;
      }
      for (const each of reading.result?.unknownConfigs ?? []) {
        const base = texts.bases.get(each.image);
        if (!base) unknown.set(idOf(each), each);
        const isMissing = base && needsConfig(base) && !base.configs?.[each.platform];
        if (isMissing) withoutConfig.set(idOf(each), each);
      }
      // The triggers of a base may name further ones.
      if (isNew) reading = ask();
    }
    const inherited = isFull ? contexts.flatMap(({ linked }) => linked?.withoutConfig ?? []) : [];
    for (const each of inherited) withoutConfig.set(idOf(each), each);
    return {
      reading,
      digests: new Map(
        Object.keys(bases).flatMap((each) => {
          const digest = texts.bases.get(each)?.digest;
          return digest === undefined ? [] : [[each, digest] as const];
        }),
      ),
      unknown: [...unknown.values()],
      withoutConfig: [...withoutConfig.values()],
    };
  }
}

function idOf({ image, platform }: ImageFor): string {
  return `${image} ${platform}`;
}

/**
 * Images that the operations of a target name by a tag alone, with the digests they had. BuildKit resolves the tag of a
 * named context when it runs them, and that of a FROM before.
 */
export function taggedImages({
  reading,
  digests,
}: TargetReading): readonly { readonly reference: string; readonly digest: string }[] {
  const tagged = (reading.result?.images ?? []).filter((image) => !image.includes('@'));
  return tagged.map((reference) => ({ reference, digest: digests.get(reference) ?? '' }));
}

function contextOf(value: string, link: Reading | undefined): NamedContext {
  if (link) {
    const { result } = link;
    return { config: result?.config ?? {}, ...(result?.isPartial && { isPartial: true }) };
  }
  return isFolderContext(value) ? { isFolder: true } : { source: value };
}

/** Targets that are linked in a circle would never end; they cannot be built either. */
function remembered(
  read: (target: string, platform: string, isFull: boolean) => TargetReading,
): (target: string, platform: string, isFull: boolean) => TargetReading {
  const known = new Map<string, TargetReading>();
  return (target, platform, isFull) => {
    const id = JSON.stringify([target, platform, isFull]);
    const found = known.get(id);
    if (found) return found;
    known.set(id, IN_A_CIRCLE);
    const made = read(target, platform, isFull);
    known.set(id, made);
    return made;
  };
}

const IN_A_CIRCLE: TargetReading = {
  reading: { errors: [], warnings: [], escape: '\\', globals: [], stages: [] },
  digests: new Map(),
  unknown: [],
  withoutConfig: [],
};
