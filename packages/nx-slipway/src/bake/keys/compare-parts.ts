import type { KeyParts } from './plan-keys';

/** How the parts of two keys differ; names of generated targets' parts come with their title. */
export interface PartChanges {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What is another part now, what came and what went; each sorted. */
export function compareParts(before: KeyParts, now: KeyParts): PartChanges {
  const [old, current] = [partsByName(before), partsByName(now)];
  const changed = [...current].filter(([name, digest]) => old.get(name) !== digest);
  // Other parts tell in more detail what changed in a generated context or in a whole definition.
  const inDetail = changed.filter(([name]) => !/(^|: )(context |definition$)/.test(name));
  const named = (inDetail.length > 0 ? inDetail : changed).map(([name]) => name);
  return {
    changed: named.filter((name) => old.has(name)).sort(),
    added: named.filter((name) => !old.has(name)).sort(),
    removed: [...old.keys()].filter((name) => !current.has(name)).sort(),
  };
}

const SEPARATOR = ': ';

function partsByName(parts: KeyParts): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(parts).flatMap(([title, own]) =>
      Object.entries(own).map(([name, digest]) => [
        title === '' ? name : `${title}${SEPARATOR}${name}`,
        digest,
      ]),
    ),
  );
}
