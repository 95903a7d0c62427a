import type { Problem } from '../../problems/problem';
import { ALWAYS, andMarker } from '../../python/pep508/condition';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import { askedExtras } from '../../python/pip/asked-extras';
import { checkPins } from '../../python/pip/check-pins';
import { checkRequirements } from '../../python/pip/check-requirements';
import { checkRequirementsAge } from '../../python/pip/check-requirements-age';
import { compileCommand } from '../../python/pip/compile-command';
import { findLocalLines } from '../../python/pip/find-local-lines';
import { parseRequirementsFile } from '../../python/pip/parse-requirements-file';
import type { RequirementsFile } from '../../python/pip/requirements-file';
import { indexOfFile, requirementsPackages } from '../../python/pip/requirements-packages';
import { nestedFiles, requirementsPath } from '../../python/pip/requirements-sets';
import { sliceRequirements } from '../../python/pip/slice-requirements';
import { imageClosure } from '../../python/projects/image-closure';
import type { LockedRelease } from '../../python/pyproject/locked-release';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { LockOpener, LockSource } from './lock';

/** Opens the requirements files of a project that pip installs. */
export const openRequirements: LockOpener = (project, source) => {
  const main = readGroups(project, [], source.read);
  return {
    broken: check(main, project, source),
    outdated: checkAge(main, project, source),
    slice({ groups }, preinstalled) {
      const read = readGroups(project, groups, source.read);
      const problems =
        groups.length === 0
          ? []
          : [...check(read, project, source), ...checkAge(read, project, source)];
      if (problems.length > 0) return { problems };
      const files = [...read.files.values()];
      return {
        files: Object.fromEntries(
          files.map((each) => [each.file, sliceRequirements(each, preinstalled?.names)]),
        ),
        problems,
      };
    },
    thirdParty({ groups }, environment) {
      const { files, installed } = readGroups(project, groups, source.read);
      const all = [...files.values()];
      return requirementsPackages(
        {
          installed: installed.flatMap((file) => files.get(file) ?? []),
          constraints: all.filter(({ file }) => !installed.includes(file)),
        },
        environment,
      );
    },
    asked({ groups }) {
      const { files, installed } = readGroups(project, groups, source.read);
      return askedExtras(installed.flatMap((file) => files.get(file) ?? []));
    },
    releases({ groups }, environment) {
      const { files, installed } = readGroups(project, groups, source.read);
      return installed.flatMap((file) => {
        const read = files.get(file);
        return read ? pinnedReleases(read, environment) : [];
      });
    },
    packages({ groups }) {
      const { files } = readGroups(project, groups, source.read);
      const lines = [...files.values()].flatMap((each) => each.lines);
      return files.has(requirementsPath(project.dir))
        ? new Set(lines.flatMap((line) => (line.kind === 'package' ? line.requirement.name : [])))
        : undefined;
    },
  };
};

function pinnedReleases(
  { file, lines }: RequirementsFile,
  environment: MarkerEnvironment,
): readonly LockedRelease[] {
  const index = indexOfFile(lines);
  return lines.flatMap((each): readonly LockedRelease[] => {
    if (each.kind !== 'package') return [];
    const { name, specifiers, marker } = each.requirement;
    if (andMarker(ALWAYS, marker, environment).length === 0) return [];
    const [, version] =
      /^===?([^*]+)$/.exec(specifiers.length === 1 ? `${specifiers[0]}` : '') ?? [];
    const hashes = each.options.flatMap((option) => /^--hash=(.+)$/.exec(option)?.[1] ?? []);
    return version === undefined
      ? []
      : [
          {
            ...{ name, version, hashes, place: { file, line: each.line } },
            ...(index !== undefined && { index }),
          },
        ];
  });
}

/** The requirements files that an image is installed from. */
interface ReadGroups {
  readonly groups: readonly string[];
  /** By path; with all that they name. */
  readonly files: ReadonlyMap<string, RequirementsFile>;
  /** Paths of those that name packages to install, and not only versions of them. */
  readonly installed: readonly string[];
}

function readGroups(
  { dir }: PythonProject,
  groups: readonly string[],
  read: LockSource['read'],
): ReadGroups {
  const files = new Map<string, RequirementsFile>();
  const lookUp = (file: string): RequirementsFile | undefined => {
    const text = files.has(file) || /^\.\.\/|^\/|:\/\//.test(file) ? undefined : read(file);
    if (text !== undefined) files.set(file, parseRequirementsFile(text, file));
    return files.get(file);
  };
  const own = [undefined, ...groups].map((group) => requirementsPath(dir, group));
  for (const file of own) nestedFiles(file, lookUp);
  const installed = own.flatMap((file) => [file, ...nestedFiles(file, lookUp, '-r')]);
  return { groups, files, installed: [...new Set(installed)] };
}

function check(
  { groups, files, installed }: ReadGroups,
  project: PythonProject,
  { workspace }: LockSource,
): readonly Problem[] {
  const { dir, pyproject } = project;
  const main = requirementsPath(dir);
  if (!files.has(main)) {
    return [{ kind: 'lock-missing', place: { file: main }, dir, installer: 'pip' }];
  }
  const missing = groups.flatMap((group): readonly Problem[] => {
    const file = requirementsPath(dir, group);
    const command = compileCommand(project, { group });
    return files.has(file) ? [] : [{ kind: 'requirements-missing', place: { file }, command }];
  });
  const lines = [...files.values()].flatMap((each) =>
    checkRequirements(each, {
      dir,
      command: compileCommand(project, { known: each }),
      isConstraints: !installed.includes(each.file),
      hasFile: (file) => files.has(file),
    }),
  );
  const byDir = new Map([...workspace.python].map(([folder, each]) => [folder, each.pyproject]));
  const pins = checkPins(installed.flatMap((file) => files.get(file) ?? []));
  return [...missing, ...lines, ...pins, ...findLocalLines(pyproject, files, byDir).problems];
}

function checkAge(
  { groups, files, installed }: ReadGroups,
  project: PythonProject,
  { workspace }: LockSource,
): readonly Problem[] {
  const { dir } = project;
  const main = files.get(requirementsPath(dir));
  // What is not there at all is a problem already.
  if (!main) return [];
  const { python, lockRoots } = workspace;
  const held = [dir, ...imageClosure({ python, lockRoots }, dir, { extras: [], groups })];
  const unmet = checkRequirementsAge(
    held.flatMap((each) => python.get(each)?.pyproject ?? []),
    installed.flatMap((file) => files.get(file) ?? []),
  );
  const command = compileCommand(project, { known: main });
  return unmet.map(({ requirement: { place }, detail }) => ({
    kind: 'requirements-outdated',
    place,
    detail,
    command,
  }));
}
