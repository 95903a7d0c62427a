import type { BakeFile, BakeTarget } from '../bake-file';

/** The targets a target's named contexts link to. */
export function linkedTargets(target: Pick<BakeTarget, 'contexts'> | undefined): readonly string[] {
  return Object.values(target?.contexts ?? {}).flatMap((context) => linkedTarget(context) ?? []);
}

/** The target that a named context links to; undefined for a folder or a source. */
export function linkedTarget(context: string): string | undefined {
  return context.startsWith('target:') ? context.slice('target:'.length) : undefined;
}

/** The given targets and all that links lead to from them, directly or not; each once, also in a circle. */
export function withLinks(
  names: readonly string[],
  links: (name: string) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set(names);
  for (const each of reached) {
    for (const link of links(each)) reached.add(link);
  }
  return reached;
}

/** The given targets and all that are linked to one of them, directly or not; sorted. */
export function dependentTargets(
  { target }: BakeFile,
  names: readonly string[],
): readonly string[] {
  const found = new Set(names);
  const size = (): number => found.size;
  for (let before = -1; before !== size(); ) {
    before = size();
    for (const [name, each] of Object.entries(target)) {
      if (linkedTargets(each).some((linked) => found.has(linked))) {
        found.add(name);
      }
    }
  }
  return [...found].sort();
}

/** Whether bake builds nothing but one target for these. */
export function isAlone({ target }: BakeFile, names: readonly string[]): boolean {
  return names.length === 1 && names.every((name) => linkedTargets(target[name]).length === 0);
}
