import type { BakeFile } from '../bake-file';
import { linkedTargets } from './target-links';

/**
 * The given targets and all they are linked to, each once and after what it is linked to; else by name. For
 * an engine that builds one target after the other.
 */
export function buildOrder({ target }: BakeFile, names: readonly string[]): readonly string[] {
  const ordered = new Set<string>();
  const entered = new Set<string>();
  const visit = (name: string): void => {
    // A circle is a problem long before this; here it only must not go on for ever.
    if (entered.has(name)) return;
    entered.add(name);
    for (const link of [...linkedTargets(target[name])].sort()) visit(link);
    ordered.add(name);
  };
  for (const name of [...names].sort()) visit(name);
  return [...ordered];
}
