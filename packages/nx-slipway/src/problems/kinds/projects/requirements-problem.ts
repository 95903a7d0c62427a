import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with requirements files that pip installs from. */
export type RequirementsProblem =
  | {
      readonly kind: 'requirements-missing';
      /** Where it should be. */
      readonly place: Place;
      /** Writes the file. */
      readonly command: string;
    }
  | {
      readonly kind: 'requirements-nested-missing';
      readonly place: Place;
      /** Relative to the workspace root, or a URL. */
      readonly wanted: string;
    }
  | {
      readonly kind: 'requirements-line-broken';
      readonly place: Place;
      readonly requirement: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'requirement-unpinned' | 'requirement-unhashed';
      readonly place: Place;
      readonly requirement: string;
      /** Compiles the file again. */
      readonly command: string;
    }
  | {
      readonly kind: 'requirement-unhashable';
      readonly place: Place;
      readonly requirement: string;
    }
  | {
      readonly kind: 'requirements-local-missing';
      readonly place: Place;
      readonly requirement: string;
      /** Folder relative to the workspace root. */
      readonly wanted: string;
    }
  | {
      readonly kind: 'requirements-encoding';
      readonly place: Place;
      /** What pip reads it as; absent where nothing in the file tells. */
      readonly encoding?: string;
    }
  | {
      readonly kind: 'requirements-local-spelling';
      readonly place: Place;
      readonly requirement: string;
      /** A byte order mark comes before it; absent for no. */
      readonly isMarked?: true;
    }
  | {
      readonly kind: 'requirements-line-removed';
      readonly place: Place;
      readonly requirement: string;
    }
  | {
      readonly kind: 'requirements-local-elsewhere';
      readonly place: Place;
      readonly requirement: string;
      /** The file it should be in. */
      readonly instead: string;
    }
  | {
      readonly kind: 'requirements-local-file';
      readonly place: Place;
      readonly requirement: string;
    }
  | {
      readonly kind: 'requirements-contradict';
      readonly place: Place;
      readonly requirement: string;
      /** The other pin and its file. */
      readonly other: string;
    }
  | {
      readonly kind: 'requirements-not-copied';
      readonly place: Place;
      /** Files that others name by `-r` or `-c`. */
      readonly files: readonly string[];
      /** The instructions that copy all there are. */
      readonly copies: readonly string[];
    }
  | {
      readonly kind: 'requirements-outdated';
      readonly place: Place;
      /** What the pyproject says and the requirements do not. */
      readonly detail: string;
      readonly command: string;
    };

export const requirementsExplanations: Explanations<RequirementsProblem> = {
  'requirements-missing': ({ command }) => ({
    what: 'this file is missing, and the image is installed from it',
    next: `Run \`${command}\`.`,
  }),
  'requirements-nested-missing': ({ wanted }) => ({
    what: `${wanted} is not a file of the workspace`,
    next: 'Correct the path; it is relative to the folder of this file.',
  }),
  'requirements-line-broken': ({ requirement, detail }) => ({
    what: `pip cannot read \`${requirement}\`: ${detail}`,
    next: 'Correct the line.',
  }),
  'requirement-unpinned': ({ requirement, command }) => ({
    what: `\`${requirement}\` is not pinned with \`==\`, and an image needs exact versions`,
    next: `Run \`${command}\`.`,
  }),
  'requirement-unhashed': ({ requirement, command }) => ({
    what: `\`${requirement}\` has no hash, and pip runs with --require-hashes`,
    next: `Run \`${command}\`.`,
  }),
  'requirement-unhashable': ({ requirement }) => ({
    what: `\`${requirement}\` comes from version control, which has no hash`,
    next: 'Use the URL of an archive with its hash, or lock this project with uv or Poetry.',
  }),
  'requirements-local-missing': ({ requirement, wanted }) => ({
    what: `\`${requirement}\` refers to ${wanted}, which is not a Python project of the workspace`,
    next: 'Correct the path, which is relative to the folder of the project, or add the project.',
  }),
  'requirements-encoding': ({ encoding }) => ({
    what:
      encoding === undefined
        ? 'this file has bytes that are not UTF-8'
        : `pip reads this file as ${encoding}, and nx-slipway reads requirements files as UTF-8`,
    next: `Save it as UTF-8${encoding === undefined ? '' : ', without a comment that names an encoding'}, for example with \`iconv -f ${encoding ?? 'latin1'} -t utf-8\`.`,
  }),
  'requirements-local-spelling': ({ requirement, isMarked }) => ({
    what: `\`${requirement}\` is a folder, written ${isMarked ? 'after a byte order mark, ' : ''}so that a plain docker build reads it as a package`,
    next: isMarked
      ? "Save the file without the byte order mark, for example with `sed -i '1s/^\\xEF\\xBB\\xBF//'`."
      : 'Write it on a line of its own that starts with `-e`, `./` or `../`.',
  }),
  'requirements-line-removed': ({ requirement }) => ({
    what: `a plain docker build removes \`${requirement}\` with the lines that name folders`,
    next: 'Write it on one line, without a comment behind it. The lines that start with `-e`, `file:` or `.` or have `@ file:` in them are removed.',
  }),
  'requirements-local-elsewhere': ({ requirement, instead }) => ({
    what: `\`${requirement}\` is a folder, in a file that is not beside the pyproject.toml`,
    next: `Move the line to ${instead}.`,
  }),
  'requirements-local-file': ({ requirement }) => ({
    what: `\`${requirement}\` refers to files on disk, which are not available in an image`,
    next: 'Publish it to an index, or use its URL.',
  }),
  'requirements-contradict': ({ requirement, other }) => ({
    what: `\`${requirement}\` contradicts ${other}, and pip installs both files in one call`,
    next: 'Compile both files again, with `--upgrade`.',
  }),
  'requirements-not-copied': ({ files, copies }) => ({
    what: `the stage \`lock\` does not copy ${files.join(', ')}, which the requirements include`,
    next: `Add to the stage: ${copies.join(' and ')}.`,
  }),
  'requirements-outdated': ({ detail, command }) => ({
    what: `the requirements are outdated: ${detail}`,
    next: `Run \`${command}\`.`,
  }),
};
