import type { Explanations } from './explanation';
import type { Place } from './place';

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
      /** Compiles the file anew. */
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
      readonly kind: 'requirements-local-spelling';
      readonly place: Place;
      readonly requirement: string;
    }
  | {
      readonly kind: 'requirements-local-elsewhere';
      readonly place: Place;
      readonly requirement: string;
      /** The file it should stand in. */
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
    what: 'this file is not there, and the image is to be installed from it',
    next: `Run \`${command}\`.`,
  }),
  'requirements-nested-missing': ({ wanted }) => ({
    what: `this names ${wanted}, which is no file of the workspace`,
    next: 'Correct the path, which starts at the folder of the file it stands in.',
  }),
  'requirements-line-broken': ({ requirement, detail }) => ({
    what: `pip cannot read \`${requirement}\`: ${detail}`,
    next: 'Correct the line.',
  }),
  'requirement-unpinned': ({ requirement, command }) => ({
    what: `\`${requirement}\` is not pinned with \`==\`, and an image is built from exact versions only`,
    next: `Run \`${command}\`.`,
  }),
  'requirement-unhashed': ({ requirement, command }) => ({
    what: `\`${requirement}\` has no hash, and pip is called with --require-hashes`,
    next: `Run \`${command}\`.`,
  }),
  'requirement-unhashable': ({ requirement }) => ({
    what: `\`${requirement}\` is to come from version control, for which there is no hash`,
    next: 'Name an archive by URL with its hash, or let uv or Poetry lock this project.',
  }),
  'requirements-local-missing': ({ requirement, wanted }) => ({
    what: `\`${requirement}\` names ${wanted}, where the workspace has no Python project`,
    next: 'Correct the path, which starts at the folder of the project, or add the project.',
  }),
  'requirements-local-spelling': ({ requirement }) => ({
    what: `\`${requirement}\` names a folder in a way that plain docker build takes for a package`,
    next: 'Write it on one line with `-e`, `./` or `../` in front.',
  }),
  'requirements-local-elsewhere': ({ requirement, instead }) => ({
    what: `\`${requirement}\` names a folder, in a file that does not lie beside the pyproject`,
    next: `Move the line to ${instead}.`,
  }),
  'requirements-local-file': ({ requirement }) => ({
    what: `\`${requirement}\` names a file on disk that no image is given`,
    next: 'Publish it to an index, or name it by URL.',
  }),
  'requirements-contradict': ({ requirement, other }) => ({
    what: `\`${requirement}\` contradicts ${other}, and pip installs both files in one call`,
    next: 'Compile both files anew, with `--upgrade`.',
  }),
  'requirements-not-copied': ({ files, copies }) => ({
    what: `the stage \`lock\` does not copy ${files.join(', ')}, which the requirements name`,
    next: `Write into it: ${copies.join(' and ')}.`,
  }),
  'requirements-outdated': ({ detail, command }) => ({
    what: `the requirements are older than this: ${detail}`,
    next: `Run \`${command}\`.`,
  }),
};
