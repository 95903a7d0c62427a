import { posix } from 'node:path';
import { lineAt } from '../../problems/line-at';
import type { Condition } from '../../python/pep508/condition';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import type { LockedRelease } from '../../python/pyproject/locked-release';
import type { Selection } from '../../python/pyproject/selection';
import { asTable } from '../../python/toml/toml-value';
import { applyUvSettings } from '../../python/uv/apply-uv-settings';
import { checkOneVersion } from '../../python/uv/check-one-version';
import { checkUvLock } from '../../python/uv/check-uv-lock';
import { lockWithoutShared } from '../../python/uv/lock-without-shared';
import { lockedFromGit } from '../../python/uv/locked-from-git';
import { lockedPackages } from '../../python/uv/locked-packages';
import { reduceRootPyproject } from '../../python/uv/reduce-root-pyproject';
import { sliceUvLock } from '../../python/uv/slice-uv-lock';
import type { UvLock, UvLockPackage } from '../../python/uv/uv-lock';
import { uvLockChoices } from '../../python/uv/uv-lock-choices';
import { uvLockClosure } from '../../python/uv/uv-lock-closure';
import { uvLockConditions } from '../../python/uv/uv-lock-conditions';
import { uvLockPackages } from '../../python/uv/uv-lock-packages';
import { isLocalProject } from '../../python/uv/uv-lock-source';
import { parseTomlText } from '../files/read-toml';
import { brokenLock, type LockOpener, type OpenLock, type Preinstalled } from './lock';
import { readUvLock } from './read-uv-lock';
import { readUvSettings } from './read-uv-settings';

/** Opens a uv.lock with the pyproject beside it. */
export const openUvLock: LockOpener = (project, { read, workspace }) => {
  const { lock, problems } = readUvLock(read, project);
  const file = posix.join(project.lockDir, 'pyproject.toml');
  const root = parseTomlText(read(file) ?? '', file);
  if (!lock || 'problem' in root) {
    return brokenLock([...problems, ...('problem' in root ? [root.problem] : [])]);
  }
  const settings = readUvSettings(root.value, project, read);
  if ('problem' in settings) return brokenLock([settings.problem]);
  const { python, lockRoots } = workspace;
  const lockRoot = lockRoots.find(({ dir }) => dir === project.lockDir);
  // A member that cannot be read would look like one that is gone.
  const isWhole = !workspace.problems.some(({ kind }) => kind.startsWith('toml-'));
  const conditions = (selection: Selection, environment: MarkerEnvironment) => {
    const { closure } = uvLockClosure(lock, selection, project.dir);
    if (!closure) return undefined;
    const choices = uvLockChoices(lock, closure, environment);
    return { closure, choices, found: uvLockConditions(lock, closure, { environment, choices }) };
  };
  let releases: ReadonlyMap<UvLockPackage, LockedRelease> | undefined;
  const remainder = (selection: Selection, { names, environment }: Preinstalled): string => {
    const known = conditions(selection, environment);
    const left = [...(known?.found ?? [])].filter(
      ([{ name, source }]) => !names.has(name) && !isLocalProject(source),
    );
    return known ? lockWithoutShared(lock, known.closure, new Map(left)) : '';
  };
  return {
    broken: [],
    outdated:
      lockRoot && isWhole
        ? checkUvLock(lock, lockRoot, { projects: [...python.values()], lockRoots })
        : [],
    slice(selection, preinstalled) {
      const slice = sliceUvLock(lock, selection, project.dir);
      return slice.problems.length > 0
        ? { problems: slice.problems }
        : {
            files: {
              'uv.lock': preinstalled ? remainder(selection, preinstalled) : slice.text,
              'pyproject.toml': reduceRootPyproject(settings.value, slice),
            },
            fromGit: lockedFromGit(lock, selection, project.dir),
            problems: [],
          };
    },
    check(selection, environment) {
      const known = conditions(selection, environment);
      // What conflicts uv refuses itself.
      return known?.choices
        ? checkOneVersion(known.found, environment, { lock, dir: project.lockDir })
        : [];
    },
    thirdParty(selection, environment) {
      const known = conditions(selection, environment);
      const found = known?.found ?? new Map();
      // What conflicts is uv's to decide, or to refuse: nothing of it is installed in another way.
      if (!known?.choices) {
        return uvLockPackages(found, environment).map(({ requirement: _, ...each }) => each);
      }
      return applyUvSettings(
        uvLockPackages(found, environment),
        asTable(asTable(settings.value.tool).uv),
        { hasBuildConstraints: lock.head.has('manifest.build-constraints') },
      );
    },
    packages: (selection) =>
      lock.packages.some(({ name }) => name === selection.package)
        ? new Set(lockedPackages(lock, selection).map(({ name }) => name))
        : undefined,
    releases: (selection, environment) => {
      releases ??= lockedReleases(lock);
      const { found = new Map<UvLockPackage, Condition>() } =
        conditions(selection, environment) ?? {};
      return [...found.keys()].flatMap((each) => releases?.get(each) ?? []);
    },
    ...rangeOf(lock),
  };
};

function rangeOf({ file, text, head, requiresPython }: UvLock): Pick<OpenLock, 'requiresPython'> {
  const start = head.get('requires-python')?.start;
  const line = start === undefined ? 1 : lineAt(text, start);
  return requiresPython === undefined
    ? {}
    : { requiresPython: { text: requiresPython, place: { file, line } } };
}

/** What is fetched from git names no files. */
function lockedReleases({ file, packages }: UvLock): ReadonlyMap<UvLockPackage, LockedRelease> {
  return new Map(
    packages
      .filter(({ source, files }) => !isLocalProject(source) && files.length > 0)
      .map((each) => {
        const { name, version = '', files, line, source } = each;
        const from =
          source.kind === 'registry' ? { index: source.location } : { isDirect: true as const };
        return [each, { name, version, files, place: { file, line }, ...from }];
      }),
  );
}
