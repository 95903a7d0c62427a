import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';
import { checkRequiresPython, meetsRequiresPython } from '../../python/pyproject/requires-python';
import { packagesWithoutWheel } from '../../python/uv/packages-without-wheel';
import type { UvLock } from '../../python/uv/uv-lock';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { StackService } from './stack-services';

/** A lock with the services on the stack that are installed from it. */
export interface ServiceLock {
  readonly lock: UvLock;
  /** Folder it lies in. */
  readonly dir: string;
  readonly services: readonly StackService[];
}

/**
 * What keeps services from being installed on a Python though their own requires-python allows it: the
 * range of their lock, which all of the workspace's projects narrow, and, as a warning, packages that
 * are locked without a file for that Python.
 *
 * @param reported places of the requires-python that are known to be unmet
 */
export function checkLocks(
  python: string,
  locks: readonly ServiceLock[],
  { model, reported }: { readonly model: WorkspaceModel; readonly reported: readonly Place[] },
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  return {
    problems: locks.flatMap((each) => checkRange(python, each, { model, reported })),
    warnings: locks.flatMap((each) => checkWheels(python, each)),
  };
}

function checkRange(
  python: string,
  { lock, dir, services }: ServiceLock,
  { model, reported }: { readonly model: WorkspaceModel; readonly reported: readonly Place[] },
): readonly Problem[] {
  const { requiresPython: range } = lock;
  if (range === undefined || meetsRequiresPython(python, range)) return [];
  const locked = [
    ...model.lockRoots.filter((root) => root.dir === dir),
    ...[...model.python.values()].filter(({ lockDir }) => lockDir === dir),
  ];
  const pyprojects = new Map(locked.map(({ pyproject }) => [pyproject.file, pyproject]));
  const unmet = checkRequiresPython(python, [...pyprojects.values()]).map(({ place }) => place);
  const causes = unmet.filter(({ file }) => reported.every((each) => each.file !== file));
  // Who follows what is reported already locks again anyway.
  if (unmet.length > 0 && causes.length === 0) return [];
  const start = lock.head.get('requires-python')?.start;
  const line = start === undefined ? 1 : lock.text.slice(0, start).split('\n').length;
  const names = services.map(({ name }) => name);
  const place = { file: lock.file, line };
  return [{ kind: 'lock-python-unmet', place, range, python, services: names, causes }];
}

function checkWheels(python: string, { lock, services }: ServiceLock): readonly Problem[] {
  const found = services.flatMap(({ name, selections }) =>
    selections
      .flatMap((selection) => packagesWithoutWheel(lock, selection, python))
      .map((each) => ({ ...each, service: name })),
  );
  const lines = [...new Set(found.map(({ line }) => line))].sort((a, b) => a - b);
  return lines.flatMap((line): Problem[] => {
    const same = found.filter((each) => each.line === line);
    const [first] = same;
    if (!first) return [];
    return [
      {
        kind: 'lock-without-wheel',
        place: { file: lock.file, line },
        package: first.name,
        ...(first.version !== undefined && { version: first.version }),
        tags: first.tags,
        python,
        services: [...new Set(same.map(({ service }) => service))].sort(),
      },
    ];
  });
}
