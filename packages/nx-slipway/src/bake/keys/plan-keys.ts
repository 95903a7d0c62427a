import { platformsOrLocal } from '../../dockerfile/platform';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import { byName } from '../by-name';
import type { ContextLink } from '../targets/own-links';
import { parseTargetName } from '../targets/target-name';
import type { ContextRead } from './context-read';
import type { TargetDefinition } from './target-definition';

/** What decides a target's content, as one hash and as the digest of each part of it. */
export type TargetKey =
  | {
      readonly kind: 'keyed';
      /** 64 hexadecimal digits. */
      readonly key: string;
      /** Digests of the target's own parts by name, and by title those of what is generated for it. */
      readonly parts: KeyParts;
      /** Whether it is to be built all the same, since it or what it is built from is without cache. */
      readonly isUncached: boolean;
    }
  | { readonly kind: 'keyless'; readonly problems: readonly KeyProblem[] };

/** Shortened digests by the name of the part, in groups; the group without a title is the target's own. */
export type KeyParts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A target whose key is wanted, and what its own request gives to all it is built from. */
export interface KeyRequest {
  readonly target: string;
  /** Platforms it is built for; the builder's own where none is named. */
  readonly platforms: readonly string[];
  /** Ids of the secrets that are given. */
  readonly secrets: readonly string[];
  /** Ids of the SSH agents that are given. */
  readonly ssh: readonly string[];
}

/** All that keys are made of. */
export interface KeyFacts {
  /** Undefined for a target that the plan does not have. */
  readonly define: (target: string, platforms: readonly string[]) => TargetDefinition | undefined;
  /** Targets that are images of the workspace; they count as one part each. */
  readonly images: ReadonlySet<string>;
  /** Digest of what is read, or why it has no digest. */
  readonly digest: (read: ContextRead) => string | KeyProblem;
  /** What the builder builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  /** The platforms that a linked target is needed for by one that is for a platform. */
  readonly linkPlatforms: (link: ContextLink, platform: string) => readonly string[];
  /** SHA-256 of a text in hexadecimal digits. */
  readonly hash: (text: string) => string;
}

/** Raised when images of earlier versions of this package are not to stand for those of this one. */
const KEY_VERSION = 2;

/** Secrets that the machine gives by itself: they give access, and decide no content. */
const MACHINE_SECRETS: readonly string[] = ['ca', 'netrc'];

/** Hexadecimal digits of a part's digest that are kept to compare with. */
const PART_DIGITS = 16;

/**
 * Keys of targets. A key is the hash of the target's own parts, of which what it is built from is one
 * each, by its own key; so it is the same on every machine and with any other images in the run.
 */
export function planKeys(
  requests: readonly KeyRequest[],
  facts: KeyFacts,
): ReadonlyMap<string, TargetKey> {
  const known = new Map<string, TargetKey>();
  const keyOf = (target: string, request: KeyRequest): TargetKey => {
    const { platforms, secrets, ssh } = request;
    const id = JSON.stringify([target, platforms, secrets, ssh]);
    const found = known.get(id);
    if (found) return found;
    // Targets that are linked in a circle would never end; they cannot be built either.
    known.set(id, { kind: 'keyless', problems: [] });
    const made = makeKey(target, request, facts, (link, context) => {
      const needed = platforms.flatMap((each) =>
        facts.linkPlatforms({ target, context, link }, each),
      );
      return keyOf(link, { ...request, platforms: [...new Set(needed)].sort() });
    });
    known.set(id, made);
    return made;
  };
  return new Map(
    requests.map((request) => {
      const { platforms, secrets, ssh } = request;
      const wanted = {
        ...request,
        platforms: [...new Set(platformsOrLocal(platforms, facts.localPlatform))].sort(),
        secrets: [...new Set(secrets)].filter((id) => !MACHINE_SECRETS.includes(id)).sort(),
        ssh: [...new Set(ssh)].sort(),
      };
      return [request.target, keyOf(request.target, wanted)];
    }),
  );
}

function makeKey(
  target: string,
  { platforms, secrets, ssh }: KeyRequest,
  facts: KeyFacts,
  keyOf: (target: string, context: string) => TargetKey,
): TargetKey {
  const definition = facts.define(target, platforms);
  if (!definition) return { kind: 'keyless', problems: [] };
  const problems: KeyProblem[] = [...definition.problems];
  const own = new Map(
    [...definition.parts].map(([name, text]): [string, string] => [name, facts.hash(text)]),
  );
  const add = (name: string, ...values: readonly string[]): void => {
    if (values.length > 0) own.set(name, facts.hash(JSON.stringify(values)));
  };
  const { mounted } = definition;
  add('platforms', ...platforms);
  add('secrets', ...secrets.filter((id) => mounted.secrets.includes(id)));
  add('ssh', ...ssh.filter((id) => mounted.ssh.includes(id)));
  for (const [name, read] of definition.reads) {
    const digest = facts.digest(read);
    if (typeof digest === 'string') own.set(name, digest);
    else problems.push(digest);
  }
  const generated: Record<string, Readonly<Record<string, string>>> = {};
  let { isUncached } = definition;
  for (const [context, link] of definition.links) {
    const linked = keyOf(link, context);
    if (linked.kind === 'keyless') {
      if (linked.problems.length === 0) return linked;
      problems.push(...linked.problems);
      continue;
    }
    isUncached ||= linked.isUncached;
    const isImage = facts.images.has(link);
    own.set(`${isImage ? 'image' : 'context'} ${context}`, linked.key);
    if (!isImage) {
      const { '': parts = {}, ...below } = linked.parts;
      Object.assign(generated, below, { [titleOf(link)]: parts });
    }
  }
  if (problems.length > 0) return { kind: 'keyless', problems };
  const sorted = [...own].sort(byName);
  const details = [...definition.details].map(([name, text]): [string, string] => [
    name,
    facts.hash(text),
  ]);
  const digests = [...new Map([...own, ...details])]
    .sort(byName)
    .map(([name, digest]) => [name, digest.slice(0, PART_DIGITS)] as const);
  return {
    kind: 'keyed',
    key: facts.hash(JSON.stringify([KEY_VERSION, sorted])),
    parts: { ...generated, '': Object.fromEntries(digests) },
    isUncached,
  };
}

/**
 * `library libs/a`, as people read the name of a generated target. Whose image a target was first made
 * for is left out: with other images in the run it is another one.
 */
function titleOf(target: string): string {
  const [kind = '', first = '', second = ''] = parseTargetName(target);
  const subject = ['library', 'packages', 'empty'].includes(kind) ? first : second;
  return `${kind} ${subject}`.trim();
}
