import type { Explanations } from '../../explanation';
import type { LockedBy } from '../../lock-command';
import type { Place } from '../../place';
import { type LockProblem, lockExplanations } from './lock-problem';
import { type PoetryProblem, poetryExplanations } from './poetry-problem';

/** What can be wrong with pyproject and lock files. */
export type PythonProblem =
  | PoetryProblem
  | LockProblem
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
      /** Folders that hold its code, relative to that of the pyproject; none where they are not known. */
      readonly code: readonly string[];
      /** Role of the image. */
      readonly role?: string;
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
  ...lockExplanations,
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
  'settings-not-copied': ({ settings, installer, lockDir }) => ({
    what: `${installer} installs by ${settings}, which this stage does not copy: plain \`docker build\` installs without it`,
    next: settings.endsWith('pyproject.toml')
      ? `Write the [tool.uv] of ${settings} into ${lockDir}/pyproject.toml as well.`
      : `Add ${settings} to the files that the stage copies.`,
  }),
  'project-without-build-system': ({ name, file, code, role = 'http' }) => ({
    what: `${name} has no [build-system], so uv installs what it depends on and not its own code`,
    next: `Write [build-system] with requires = ["hatchling"] and build-backend = "hatchling.build" into ${file}, put the code into ${file.replace(/pyproject\.toml$/, '')}src/${name.replace(/[-.]/g, '_').toLowerCase()}/, and run \`uv lock\`. An image that takes the sources as they are needs none: nx g nx-slipway:service ${name} --role=${role} --sources=${code.length > 0 ? code.join(',') : 'src'}`,
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
