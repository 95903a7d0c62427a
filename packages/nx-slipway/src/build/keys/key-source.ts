import { posix } from 'node:path';
import { type KeyRequest, planKeys, type TargetKey } from '../../bake/keys/plan-keys';
import { targetReader } from '../../bake/keys/read-targets';
import { defineTarget, type TargetDefinition } from '../../bake/keys/target-definition';
import { linkPlatforms } from '../../bake/targets/own-links';
import type { ContentPlan } from '../../bake/targets/plan-content';
import { clientProxies } from '../../workspace/bindings/client-proxies';
import { sha256 } from '../../workspace/cache/sha256';
import { type ContextReader, contextReader } from '../../workspace/files/context-reader';
import { type BaseContext, type ReadBases, readBases } from './read-bases';

/** All that the keys of a run are made of, with its files as they were when they were read first. */
export interface KeySource
  extends Pick<
      ContentPlan,
      'targets' | 'images' | 'files' | 'ownLinks' | 'localPlatform' | 'workspaceRoot' | 'runFolder'
    >,
    ReadBases {
  /** Build arguments that the engine's client adds to all targets. */
  readonly clientArguments: Readonly<Record<string, string>>;
  /** The same for Dockerfiles that name them. */
  readonly clientProxies: Readonly<Record<string, string>>;
  readonly reader: ContextReader;
  /** File of the policy by which BuildKit may take other sources than a Dockerfile names. */
  readonly sourcePolicy?: string;
}

/**
 * Opens what is drafted for reading: asks the engine for the bases of targets.
 *
 * @param wanted targets whose keys are to be read, and platforms
 */
export async function openKeySource(
  content: ContentPlan,
  wanted: Parameters<typeof readBases>[0],
  {
    environment,
    ...context
  }: BaseContext & { readonly environment: Readonly<Record<string, string | undefined>> },
): Promise<KeySource> {
  const { SOURCE_DATE_EPOCH, EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: sourcePolicy } = environment;
  const source: KeySource = {
    ...content,
    bases: new Map(),
    openTags: [],
    isAway: false,
    clientArguments: SOURCE_DATE_EPOCH ? { SOURCE_DATE_EPOCH } : {},
    clientProxies: clientProxies(environment),
    reader: contextReader(content.workspaceRoot),
    ...(sourcePolicy && { sourcePolicy }),
  };
  return { ...source, ...(await readBases(wanted, textsOf(source), context)) };
}

/**
 * Keys of targets.
 *
 * @param look the digest of what is read: of its content, or of when it was written as well
 */
export function keysOf(
  source: KeySource,
  wanted: readonly KeyRequest[],
  look: 'digest' | 'state' = 'digest',
): ReadonlyMap<string, TargetKey> {
  const { targets, images, reader, workspaceRoot, localPlatform } = source;
  const fileOf = (target: string): string =>
    images.get(target)?.dockerfile ??
    posix.relative(workspaceRoot, dockerfilePath(source, target) ?? target);
  const scope = { ...source, read: targetReader(textsOf(source)), fileOf };
  return planKeys(wanted, {
    define(target, platforms) {
      if (!targets[target]) return undefined;
      const definition = defineTarget(target, platforms, scope);
      return look === 'state' ? withState(definition, target, source) : definition;
    },
    images: new Set(images.keys()),
    digest: reader[look],
    linkPlatforms: (link, platform) =>
      linkPlatforms(source.ownLinks, link, { platform, own: localPlatform }),
    localPlatform,
    hash: sha256,
  });
}

/** Path of a target's Dockerfile; undefined where its text is in the target itself. */
function dockerfilePath({ targets }: KeySource, target: string): string | undefined {
  const { context, dockerfile, 'dockerfile-inline': inline } = targets[target] ?? { context: '' };
  return inline === undefined ? (dockerfile ?? posix.join(context, 'Dockerfile')) : undefined;
}

function textsOf(source: KeySource) {
  const { targets, files, runFolder, reader } = source;
  const textOf = (target: string): string => {
    const path = dockerfilePath(source, target);
    if (path === undefined) return targets[target]?.['dockerfile-inline'] ?? '';
    return files[posix.relative(runFolder, path)] ?? reader.text(path) ?? '';
  };
  return { ...source, textOf };
}

/** Adds when the Dockerfile was written, as a part. */
function withState(
  definition: TargetDefinition,
  target: string,
  source: KeySource,
): TargetDefinition {
  const { stamps, text } = source.reader;
  const path = dockerfilePath(source, target);
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
