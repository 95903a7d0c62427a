import type { BakeTarget } from '../../bake/bake-file';
import type { BakePlan } from '../../bake/bake-plan';
import type { KeyRequest, TargetKey } from '../../bake/keys/plan-keys';
import type { ContentPlan } from '../../bake/targets/plan-content';
import { targetName } from '../../bake/targets/target-name';
import { platformsOrLocal } from '../../dockerfile/platform';
import { engineOf } from '../../engine/engine-of';
import type { ImageRequest } from '../../images/options/image-options';
import { parseSecret } from '../../images/options/parse-secret';
import { engineClient, type RunContext } from '../run-context';
import type { RunRequests } from '../run-plan';
import { type KeySource, keysOf, openKeySource } from './key-source';

/** Keys of a run's images, and what they were read from. */
export interface ReadKeys {
  /** By image id. */
  readonly keys: ReadonlyMap<string, TargetKey>;
  readonly source: KeySource;
}

/** Reads what the images of a draft are made from; each file once, however many images take it. */
export async function readKeys(
  requests: RunRequests,
  content: ContentPlan,
  context: Omit<RunContext, 'print' | 'wait' | 'started'>,
): Promise<ReadKeys> {
  const wanted = requests.bake.requests.map(imageKeyRequest);
  const source = await openKeySource(
    content,
    wanted.map(({ target, platforms }) => ({
      target,
      platforms: platformsOrLocal(platforms, content.localPlatform),
    })),
    {
      engine: engineOf(requests.engine),
      client: engineClient(requests, context),
      recordsFolder: context.recordsFolder,
      environment: context.environment,
    },
  );
  const keys = keysOf(source, wanted);
  return {
    source,
    keys: new Map(
      requests.bake.requests.flatMap(({ image: { id } }) => {
        const key = keys.get(targetName(id));
        return key ? [[id, key] as const] : [];
      }),
    ),
  };
}

/** Reads keys of other targets of a plan, by target. */
export function readTargetKeys(
  source: KeySource,
  plan: BakePlan,
  targets: readonly string[],
): ReadonlyMap<string, TargetKey> {
  return keysOf(planned(source, plan), targetKeyRequests(plan, targets));
}

/** The same source with the targets of a plan, which has some that are in no draft. */
export function planned(source: KeySource, { bakeFile: { target: targets } }: BakePlan): KeySource {
  return { ...source, targets };
}

/** Returns the request for the key of an image. */
export function imageKeyRequest({ image, options }: ImageRequest): KeyRequest {
  return {
    target: targetName(image.id),
    platforms: options.platforms,
    secrets: options.secrets.map((each) => parseSecret(each).id),
    ssh: options.ssh.map(sshId),
  };
}

/** Returns the requests for keys of targets, which inherited platforms and secrets from the images built from them. */
export function targetKeyRequests(
  { bakeFile }: BakePlan,
  targets: readonly string[],
): readonly KeyRequest[] {
  return targets.map((name) => {
    const {
      platforms = [],
      secret = [],
      ssh = [],
    }: Partial<BakeTarget> = bakeFile.target[name] ?? {};
    return {
      target: name,
      platforms,
      secrets: secret.map((each) => parseSecret(each).id),
      ssh: ssh.map(sshId),
    };
  });
}

/** Where an agent comes from says nothing of the content. */
function sshId(given: string): string {
  return given.replace(/=.*/s, '');
}
