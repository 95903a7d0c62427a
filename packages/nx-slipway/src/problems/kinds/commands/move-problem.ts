import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with moving a project, and what is left to do after it. */
export type MoveProblem =
  | {
      readonly kind: 'move-project-unknown';
      readonly name: string;
      /** A project of a name like the given one. */
      readonly nearest?: string;
    }
  | {
      readonly kind: 'move-project-ambiguous';
      readonly name: string;
      /** Of the projects the name fits; relative to the workspace root. */
      readonly folders: readonly string[];
    }
  | { readonly kind: 'move-not-python'; readonly place: Place }
  | { readonly kind: 'move-root-project'; readonly name: string }
  | { readonly kind: 'move-same-place'; readonly name: string; readonly directory: string }
  | { readonly kind: 'move-inside-itself'; readonly directory: string; readonly from: string }
  | { readonly kind: 'move-folder-exists'; readonly directory: string }
  | {
      readonly kind: 'move-inside-project';
      readonly directory: string;
      /** The project that the folder belongs to, and its folder. */
      readonly project: string;
      readonly root: string;
    }
  | {
      /** A pattern of the uv workspace keeps the new folder out. */
      readonly kind: 'move-excluded';
      readonly place: Place;
      readonly directory: string;
    }
  | {
      /** A note: files that name the old folder or name, and that nothing edits. */
      readonly kind: 'move-mentions-left';
      /** What they name: `services/api`. */
      readonly old: string;
      readonly places: readonly Place[];
      /** How many there are besides those. */
      readonly more: number;
    }
  | {
      /** A note: relative paths in the moved files that lead elsewhere now. */
      readonly kind: 'move-paths-left';
      readonly places: readonly Place[];
      readonly more: number;
    }
  | {
      /** A note: files that git ignores stay in the old folder. */
      readonly kind: 'move-ignored-left';
      readonly place: Place;
      readonly entries: readonly string[];
    }
  | {
      /** A note: another name of the Nx project is no other name of its distribution. */
      readonly kind: 'move-distribution-kept';
      readonly place: Place;
      readonly name: string;
      readonly distribution: string;
    };

export const moveExplanations: Explanations<MoveProblem> = {
  'move-project-unknown': ({ name, nearest }) => ({
    what: `project ${name} not found`,
    next: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Give the name or the folder of a Python project of this workspace.`,
  }),
  'move-project-ambiguous': ({ name, folders }) => ({
    what: `several projects are called ${name}: ${folders.join(', ')}`,
    next: `Give the folder of one of them instead of the name: ${folders[0] ?? name}`,
  }),
  'move-not-python': () => ({
    what: 'this is not a Python project: it has no pyproject.toml with a [project] and a name',
    next: 'Use the generator `move` of the plugin that the project belongs to.',
  }),
  'move-root-project': ({ name }) => ({
    what: `${name} is the project of the workspace root, and its folder holds all other projects`,
    next: 'Give a project in a folder of its own.',
  }),
  'move-same-place': ({ name, directory }) => ({
    what: `${name} is already in ${directory}`,
    next: 'Give another folder with --directory, or another name with --name.',
  }),
  'move-inside-itself': ({ directory, from }) => ({
    what: `${directory} is inside ${from}, the folder that is to be moved`,
    next: 'Choose a folder outside of it with --directory.',
  }),
  'move-folder-exists': ({ directory }) => ({
    what: `${directory} already exists`,
    next: 'Choose another folder with --directory, or delete that one.',
  }),
  'move-inside-project': ({ directory, project, root }) => ({
    what: `${directory} is inside ${root}, the folder of the project ${project}`,
    next: 'Choose a folder outside of it with --directory.',
  }),
  'move-excluded': ({ directory }) => ({
    what: `this uv workspace excludes ${directory}, so that the project would not be locked with the others any more`,
    next: 'Change `exclude` in [tool.uv.workspace], or choose another folder with --directory.',
  }),
  'move-mentions-left': ({ old, places, more }) => ({
    what: `these lines still name ${old}:\n${listOf(places, more)}`,
    next: 'Edit by hand those that mean the project.',
  }),
  'move-paths-left': ({ places, more }) => ({
    what: `relative paths in these lines lead elsewhere from the new folder:\n${listOf(places, more)}`,
    next: 'Correct them by hand.',
  }),
  'move-ignored-left': ({ entries }) => ({
    what: `files that git ignores stay in this folder: ${entries.join(', ')}`,
    next: 'Move those that you still need, and delete the folder.',
  }),
  'move-distribution-kept': ({ name, distribution }) => ({
    what: `the Nx project is named ${name} now; its distribution is still ${distribution}, as is what Python imports`,
    next: 'To rename the distribution, change it here, in what depends on it and behind `--package` in the Dockerfile, and lock again.',
  }),
};

function listOf(places: readonly Place[], more: number): string {
  const lines = places.map(
    ({ file, line }) => `    ${line === undefined ? file : `${file}:${line}`}`,
  );
  return [...lines, ...(more > 0 ? [`    and ${more} more`] : [])].join('\n');
}
