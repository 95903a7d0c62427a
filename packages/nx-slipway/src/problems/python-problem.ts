import type { Explanations } from './explanation';
import { type LockedBy, lockCommand } from './lock-command';
import type { Place } from './place';
import { type PoetryProblem, poetryExplanations } from './poetry-problem';

/** What can be wrong with pyproject and lock files. */
export type PythonProblem =
  | PoetryProblem
  | {
      readonly kind: 'toml-broken';
      readonly place: Place;
      /** What the parser says. */
      readonly detail: string;
    }
  | {
      readonly kind: 'toml-1-1';
      readonly place: Place;
      /** What TOML 1.0 does not know, as far as it was recognised. */
      readonly detail: string;
      /** How TOML 1.0 says the same. */
      readonly instead: string;
    }
  | {
      readonly kind: 'pyproject-wrong-type';
      readonly place: Place;
      /** The key with its tables: `project.dependencies`. */
      readonly field: string;
      readonly expected: string;
    }
  | {
      readonly kind: 'requirement-broken';
      readonly place: Place;
      readonly requirement: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'dependency-group-unknown';
      readonly place: Place;
      readonly group: string;
      /** The group that includes it. */
      readonly includedBy: string;
    }
  | {
      readonly kind: 'local-dependency-missing';
      readonly place: Place;
      readonly requirement: string;
      /** Folder or workspace member that is not there. */
      readonly wanted: string;
      /** The requirement names the folder itself. */
      readonly isOwnPath?: boolean;
    }
  | {
      readonly kind: 'lock-missing';
      readonly place: Place;
      readonly dir: string;
      readonly installer?: LockedBy;
    }
  | {
      readonly kind: 'lock-version-unknown';
      readonly place: Place;
      /** The version in the file, or `none`. */
      readonly found: string;
    }
  | { readonly kind: 'lock-layout-unknown'; readonly place: Place }
  | {
      readonly kind: 'lock-package-missing';
      readonly place: Place;
      readonly package: string;
      readonly dir: string;
      readonly installer?: LockedBy;
    }
  | {
      readonly kind: 'lock-extra-missing';
      readonly place: Place;
      readonly package: string;
      readonly extra: string;
    }
  | {
      readonly kind: 'lock-group-missing';
      readonly place: Place;
      readonly package: string;
      readonly group: string;
    }
  | {
      readonly kind: 'lock-local-archive';
      readonly place: Place;
      readonly package: string;
      /** Path of the wheel, sdist or index, relative to the lock's folder. */
      readonly path: string;
    }
  | {
      readonly kind: 'lock-outdated';
      readonly place: Place;
      /** What the pyproject says and the lock does not, or the other way round. */
      readonly detail: string;
      /** Folder to lock in. */
      readonly dir: string;
      readonly installer?: LockedBy;
      /** A build backend has a say in it, which uv asked and nx-slipway did not. */
      readonly isUnsure?: true;
    }
  | {
      readonly kind: 'lock-ambiguous';
      /** The second of the blocks. */
      readonly place: Place;
      readonly package: string;
      /** Those that are installed together; without a marker always. */
      readonly found: readonly { readonly version: string; readonly marker?: string }[];
      /** Where they are: `x86_64`; absent for everywhere. */
      readonly machine?: string;
      readonly python?: string;
      readonly dir: string;
      readonly installer: LockedBy;
    }
  | {
      /** A note where nx-slipway hands the settings over, else a problem. */
      readonly kind: 'settings-not-copied';
      /** The stage `lock`. */
      readonly place: Place;
      /** The file, relative to the workspace root. */
      readonly settings: string;
      readonly installer: LockedBy;
      /** Folder of the lock. */
      readonly lockDir: string;
    }
  | {
      readonly kind: 'project-without-build-system';
      readonly place: Place;
      readonly name: string;
      /** Its pyproject, relative to the workspace root. */
      readonly file: string;
    }
  | { readonly kind: 'project-no-package'; readonly place: Place; readonly name: string }
  | {
      /** A note: the image is built without them. */
      readonly kind: 'default-groups-left-out';
      readonly place: Place;
      readonly groups: readonly string[];
      /** The stage that installs. */
      readonly dockerfile: Place;
    }
  | {
      readonly kind: 'requires-python-broken';
      readonly place: Place;
      readonly range: string;
    }
  | {
      readonly kind: 'requires-python-unmet';
      readonly place: Place;
      readonly range: string;
      /** The Python asked for: `3.13`, or several that were on offer. */
      readonly python: string;
    };

export const pythonExplanations: Explanations<PythonProblem> = {
  ...poetryExplanations,
  'toml-broken': ({ detail }) => ({
    what: `invalid TOML: ${detail}`,
    next: 'Correct the line. Nothing was written.',
  }),
  'toml-1-1': ({ detail, instead }) => ({
    what: `${detail} is TOML 1.1, and nx-slipway reads TOML 1.0`,
    next: instead,
  }),
  'pyproject-wrong-type': ({ field, expected }) => ({
    what: `\`${field}\` should be ${expected} and was ignored`,
    next: `Write \`${field}\` as ${expected}.`,
  }),
  'requirement-broken': ({ requirement, detail }) => ({
    what: `\`${requirement}\` is not a valid requirement (PEP 508): ${detail}`,
    next: 'Correct the requirement. Until then it adds no edge to the project graph.',
  }),
  'dependency-group-unknown': ({ group, includedBy }) => ({
    what: `group \`${includedBy}\` includes the unknown group \`${group}\``,
    next: `Add \`${group}\` to [dependency-groups], or remove the include-group.`,
  }),
  'local-dependency-missing': ({ requirement, wanted, isOwnPath }) => ({
    what: /^(\.\.)?\//.test(wanted)
      ? `the source of \`${requirement}\` is ${wanted}, outside the workspace`
      : `the source of \`${requirement}\` is ${wanted}, which is not a Python project`,
    next: isOwnPath
      ? 'Correct the path, or add the project.'
      : 'Correct the source in [tool.uv.sources], or add the project.',
  }),
  'lock-missing': ({ dir, installer, place }) => ({
    what: `${place.file.replace(/.*\//, '')} is missing, and an image can only be built from a lock file`,
    next: `Run \`${lockCommand(dir, installer)}\`.`,
  }),
  'lock-version-unknown': ({ found }) => ({
    what: `this lock file has version ${found}; nx-slipway supports version 1`,
    next: 'Lock with a version of uv that writes version 1, or update nx-slipway.',
  }),
  'lock-layout-unknown': () => ({
    what: 'this lock file is not formatted as uv writes it, so nx-slipway cannot take a part of it',
    next: 'Delete it and run `uv lock`.',
  }),
  'lock-package-missing': ({ package: name, dir, installer }) => ({
    what: `${name} is missing in this lock file`,
    next: `Run \`${lockCommand(dir, installer)}\`.`,
  }),
  'lock-extra-missing': ({ package: name, extra }) => ({
    what: `${name} has no extra \`${extra}\` in this lock file`,
    next: 'Correct the name of the extra, or add it to the pyproject and run `uv lock`.',
  }),
  'lock-group-missing': ({ package: name, group }) => ({
    what: `neither ${name} nor the workspace root has a group \`${group}\` in this lock file`,
    next: 'Correct the name of the group, or add it to the pyproject and run `uv lock`.',
  }),
  'lock-local-archive': ({ package: name, path }) => ({
    what: `${name} is locked to ${path}, a file on disk that is not available in an image`,
    next: 'Publish it to an index, or use its URL.',
  }),
  'lock-outdated': ({ detail, dir, installer }) => ({
    what: `the lock file is outdated: ${detail}`,
    next: `Run \`${lockCommand(dir, installer)}\`.`,
  }),
  'lock-ambiguous': ({ package: name, found, machine, python, dir, installer }) => ({
    what: `${installer === 'poetry' ? 'Poetry' : installer} would install several versions of ${name} over each other${machine === undefined ? '' : ` on ${machine}`}${python === undefined ? '' : ` with Python ${python}`}: ${found.map(inWords).join(', ')}`,
    next:
      installer === 'poetry'
        ? `Let Poetry choose one when it installs: \`poetry config --local installer.re-resolve true${dir === '.' ? '' : ` --directory ${dir}`}\`. Or ask for one version of ${name} alone and run \`${lockCommand(dir, installer)}\`.`
        : `Delete the lock file and run \`${lockCommand(dir, installer)}\`.`,
  }),
  'settings-not-copied': ({ settings, installer, lockDir }) => ({
    what: `${installer} installs by ${settings}, which this stage does not copy: plain \`docker build\` installs without it`,
    next: settings.endsWith('pyproject.toml')
      ? `Write the [tool.uv] of ${settings} into ${lockDir}/pyproject.toml as well.`
      : `Add ${settings} to the files that the stage copies.`,
  }),
  'project-without-build-system': ({ name, file }) => ({
    what: `${name} has no [build-system], so uv installs what it depends on and not its own code`,
    next: `Write [build-system] with requires = ["hatchling"] and build-backend = "hatchling.build" into ${file}, put the code into ${file.replace(/pyproject\.toml$/, '')}src/${name.replace(/[-.]/g, '_').toLowerCase()}/, and run \`uv lock\`. An image that takes the sources as they are needs none: nx g nx-slipway:service … --sources=src`,
  }),
  'project-no-package': ({ name }) => ({
    what: `uv does not install ${name} itself, by \`package = false\` in [tool.uv], and an image would`,
    next: 'Take the line out and run `uv lock`, or take the project out of the image.',
  }),
  'default-groups-left-out': ({ groups, dockerfile: { file, line } }) => ({
    what: `\`uv sync\` installs the group ${groups.join(', ')} by default, and the image does not`,
    next: `Add ${options('--group', groups)} to the command at ${line === undefined ? file : `${file}:${line}`}, or ${options('--no-group', groups)} to leave it out.`,
  }),
  'requires-python-broken': ({ range }) => ({
    what: `\`${range}\` is not a valid range of Python versions (PEP 440)`,
    next: 'Correct requires-python.',
  }),
  'requires-python-unmet': ({ range, python }) => ({
    what: `requires-python is \`${range}\`, which Python ${python} does not meet`,
    next: 'Choose another Python, or widen requires-python and lock again.',
  }),
};

function options(option: string, values: readonly string[]): string {
  return `\`${values.map((value) => `${option} ${value}`).join(' ')}\``;
}

function inWords({ version, marker }: { readonly version: string; readonly marker?: string }) {
  return marker === undefined ? `${version} always` : `${version} where ${marker}`;
}
