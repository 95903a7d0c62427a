import { posix } from 'node:path';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { ALWAYS, andMarker } from '../../python/pep508/condition';
import { checkOneVersion } from '../../python/poetry/check-one-version';
import { checkPoetryLock } from '../../python/poetry/check-poetry-lock';
import { checkPoetrySelection } from '../../python/poetry/check-poetry-selection';
import { parsePoetryLock } from '../../python/poetry/parse-poetry-lock';
import { poetryContent } from '../../python/poetry/poetry-content';
import type { PoetryLock } from '../../python/poetry/poetry-lock';
import { poetryPackages } from '../../python/poetry/poetry-packages';
import {
  applyPoetrySettings,
  reducePoetrySettings,
  reResolves,
} from '../../python/poetry/poetry-settings';
import {
  declarationsOfPyproject,
  reducePoetryPyproject,
} from '../../python/poetry/reduce-poetry-pyproject';
import {
  type SelectedPackage,
  selectPoetryPackages,
} from '../../python/poetry/select-poetry-packages';
import { slicePoetryLock } from '../../python/poetry/slice-poetry-lock';
import type { LockedRelease } from '../../python/pyproject/locked-release';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { TomlTable } from '../../python/toml/toml-value';
import { sha256 } from '../cache/sha256';
import { BYTE_ORDER_MARK } from '../files/file-text';
import { parseTomlText } from '../files/read-toml';
import { brokenLock, type LockOpener, type LockSource } from './lock';

/** Opens a poetry.lock with the pyproject beside it. */
export const openPoetryLock: LockOpener = (project, { read, workspace }) => {
  const { lock, problems } = readPoetryLock(read, project);
  const file = posix.join(project.dir, 'pyproject.toml');
  const toml = parseTomlText(read(file) ?? '', file);
  if (!lock || 'problem' in toml) {
    return brokenLock([...problems, ...('problem' in toml ? [toml.problem] : [])]);
  }
  const { settingsFile } = project;
  const settings: ReturnType<typeof parseTomlText> =
    settingsFile === undefined
      ? { value: {} }
      : parseTomlText(read(settingsFile) ?? '', settingsFile);
  if ('problem' in settings) return brokenLock([settings.problem]);
  const marked = [file, project.lockFile, ...(settingsFile === undefined ? [] : [settingsFile])]
    .filter((each) => read(each)?.startsWith(BYTE_ORDER_MARK))
    .map((each) => ({ kind: 'poetry-file-marked', place: { file: each } }) as const);
  if (marked.length > 0) return brokenLock(marked);
  // What a lock of version 2.0 installs for whom, Poetry finds out; so it does where it is told to.
  const isOpen = lock.version === '2.0' || reResolves(settings.value);
  const poetryToml = reducePoetrySettings(settings.value, { isSlice: !isOpen });
  const releases = lockedReleases(lock);
  const select = (selection: Selection) =>
    isOpen ? everything(lock) : selectPoetryPackages(lock, selection);
  return {
    broken: [],
    outdated: checkPoetryLock(lock, project.pyproject, {
      contentHashes: {
        current: sha256(poetryContent(toml.value)),
        old: sha256(poetryContent(toml.value, true)),
      },
      libraries: (dir) => workspace.python.get(dir)?.pyproject,
    }),
    slice(selection, preinstalled) {
      const selected = select(selection);
      const wrong = checkPoetrySelection(selection, {
        ...{ lock, project, selected },
        hasProject: (dir) => workspace.python.has(dir),
      });
      const left = selected.filter(({ locked }) => !preinstalled?.names.has(locked.name));
      return wrong.length > 0
        ? { problems: wrong }
        : {
            files: {
              ...(isOpen
                ? wholeFiles(lock, toml.value)
                : sliceFiles(lock, toml.value, { selection, selected: left })),
              ...(poetryToml !== undefined && { 'poetry.toml': poetryToml }),
            },
            problems: [],
          };
    },
    check: (selection, environment) =>
      isOpen ? [] : checkOneVersion(select(selection), environment, { lock, dir: project.dir }),
    thirdParty: (selection, environment) =>
      isOpen
        ? []
        : applyPoetrySettings(poetryPackages(select(selection), environment), settings.value),
    packages: (selection) =>
      new Set(
        select(selection)
          .filter(({ locked }) => locked.source?.type !== 'directory')
          .map(({ locked }) => locked.name),
      ),
    releases: (selection, environment) =>
      select(selection)
        .filter(({ marker }) => andMarker(ALWAYS, marker, environment).length > 0)
        .flatMap(({ locked }) => releases.get(`${locked.name} ${locked.version}`) ?? []),
  };
};

/** What is fetched from git names no files. */
function lockedReleases({ file, packages }: PoetryLock): ReadonlyMap<string, LockedRelease> {
  return new Map(
    packages
      .filter(({ source, files }) => source?.type !== 'directory' && files.length > 0)
      .map(({ name, version, files, line, requiresPython, source }) => [
        `${name} ${version}`,
        {
          ...{ name, version, files, place: { file, line } },
          ...(requiresPython !== undefined && { requiresPython }),
          ...(source?.type === 'legacy' && { index: source.url }),
          ...((source?.type === 'url' || source?.type === 'file') && { isDirect: true as const }),
        },
      ]),
  );
}

function readPoetryLock(
  read: LockSource['read'],
  { lockFile: file, dir }: PythonProject,
): { readonly lock?: PoetryLock; readonly problems: readonly PythonProblem[] } {
  const text = read(file);
  if (text === undefined) {
    return { problems: [{ kind: 'lock-missing', place: { file }, dir, installer: 'poetry' }] };
  }
  const mark = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7})( |\r?$)/.test(line));
  if (mark >= 0) {
    return { problems: [{ kind: 'poetry-lock-conflict', place: { file, line: mark + 1 }, dir }] };
  }
  const toml = parseTomlText(text, file);
  return 'problem' in toml
    ? { problems: [toml.problem] }
    : parsePoetryLock(toml.value, { file, text, dir });
}

/** What Poetry resolves by once more when it installs. */
function wholeFiles(lock: PoetryLock, pyproject: TomlTable): Readonly<Record<string, string>> {
  return { 'poetry.lock': lock.text, 'pyproject.toml': declarationsOfPyproject(pyproject) };
}

function sliceFiles(
  lock: PoetryLock,
  pyproject: TomlTable,
  chosen: { readonly selection: Selection; readonly selected: readonly SelectedPackage[] },
): Readonly<Record<string, string>> {
  const { selection, selected } = chosen;
  const reduced = reducePoetryPyproject(pyproject, selection);
  const toml = parseTomlText(reduced, 'pyproject.toml');
  const contentHash = sha256(poetryContent('value' in toml ? toml.value : {}));
  const { extras } = selection;
  return {
    'poetry.lock': slicePoetryLock(lock, selected, { extras, contentHash }),
    'pyproject.toml': reduced,
  };
}

function everything({ packages }: PoetryLock): readonly SelectedPackage[] {
  return packages.map((locked) => ({ locked }));
}
