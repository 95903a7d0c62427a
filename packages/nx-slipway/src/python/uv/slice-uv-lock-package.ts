import { cutRanges } from '../toml/cut-ranges';
import type { TextRange } from '../toml/toml-layout';
import type { UvLock, UvLockDependencyList, UvLockPackage } from './uv-lock';
import type { UvLockClosure } from './uv-lock-closure';
import { isLocalProject } from './uv-lock-source';

/** One `[[package]]` block without the entries that a slice does not reach. */
export function sliceUvLockPackage(
  found: UvLockPackage,
  options: {
    readonly lock: UvLock;
    readonly closure: UvLockClosure;
    /** Whether the slice holds one package of that name. */
    readonly isUnique: (name: string) => boolean;
  },
): string {
  const { lock, closure, isUnique } = options;
  const isProject = found === closure.project;
  const isRoot = found === closure.root;
  const extras = closure.extras.get(found);
  const groups = isProject ? closure.projectGroups : isRoot ? closure.rootGroups : [];
  const keptExtras = found.optionalDependencies.filter((list) => extras?.has(list.name));
  const keptGroups = found.devDependencies.filter((list) => groups.includes(list.name));
  const part = (name: string) => {
    const range = found.parts.get(name);
    return range ? [range] : [];
  };

  // uv tells forks apart by these for the groups of a root without a project, and nowhere else.
  const needsForks = !isUnique(found.name) && !closure.root && closure.rootGroups.length > 0;
  // The root lends its groups alone, unless it is depended upon as well.
  const dependencies = extras ? found.dependencies : [];
  const pinned = [dependencies, ...[...keptExtras, ...keptGroups].map((list) => list.dependencies)];
  const cuts = [
    ...(isLocalProject(found.source) ? part('version') : []),
    ...(needsForks ? [] : part('resolution-markers')),
    // Since revision 5; the step names its groups itself.
    ...part('default-groups'),
    ...(extras ? [] : part('dependencies')),
    ...listCuts('[optional-dependencies]', found.optionalDependencies, keptExtras),
    ...listCuts('[dev-dependencies]', found.devDependencies, keptGroups),
    ...pythonCuts(),
    ...part('[metadata]'),
    ...part('[metadata.requires-dev]'),
    // With one candidate left, what told it from others is noise that others decide.
    ...pinned.flat().flatMap((each) => (isUnique(each.name) ? each.pins : [])),
  ];
  return [cutRanges(lock.text, found.range, cuts), ...metadata()]
    .map((each) => each.trim())
    .join('\n\n');

  function listCuts(
    table: string,
    lists: readonly UvLockDependencyList[],
    kept: readonly UvLockDependencyList[],
  ): readonly TextRange[] {
    if (kept.length === 0) return part(table);
    return lists.filter((list) => !kept.includes(list)).map((list) => list.range);
  }

  /** Pythons that groups ask for, since revision 5 of the format. */
  function pythonCuts(): readonly TextRange[] {
    const prefix = 'group-requires-python.';
    const entries = [...found.parts].filter(([name]) => name.startsWith(prefix));
    const cuts = entries.filter(([name]) => !groups.includes(name.slice(prefix.length)));
    return cuts.length === entries.length
      ? part('[group-requires-python]')
      : cuts.map(([, range]) => range);
  }

  /** uv checks an extra or group asked for against these two lists. */
  function metadata(): readonly string[] {
    const provided = found.providedExtras
      .map((range) => lock.text.slice(range.start, range.end))
      .filter((_, index) => {
        const extra = found.metadata?.providesExtras?.[index];
        return isProject && extra !== undefined && extras?.has(extra);
      });
    const dev = groups
      .flatMap((group) => part(`metadata.requires-dev.${group}`))
      .map(({ start, end }) => lock.text.slice(start, end));
    const declined = isProject ? closure.declined.map((group) => `${group} = []\n`) : [];
    return [
      ...(provided.length > 0
        ? [
            `[package.metadata]\nprovides-extras = [\n${provided.map((each) => `    ${each},\n`).join('')}]`,
          ]
        : []),
      ...(dev.length + declined.length > 0
        ? [`[package.metadata.requires-dev]\n${[...dev, ...declined].join('')}`]
        : []),
    ];
  }
}
