import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with the choice of who locks a project, and what is to be said of it. */
export type LockingProblem =
  | {
      readonly kind: 'installer-ambiguous';
      readonly place: Place;
      readonly name: string;
      /** The locks that were found, and whose they are. */
      readonly claims: readonly { readonly installer: string; readonly file: string }[];
    }
  | {
      readonly kind: 'locked-otherwise';
      readonly place: Place;
      readonly name: string;
      /** Folder of the project, and the file below it. */
      readonly dir: string;
      readonly file: string;
      readonly isRequirements: boolean;
    }
  | {
      /** A note: a uv workspace has the project no longer as a member. */
      readonly kind: 'uv-workspace-left';
      /** The pyproject of the workspace. */
      readonly place: Place;
      readonly dir: string;
      /** By what the project is locked. */
      readonly file: string;
    };

export const lockingExplanations: Explanations<LockingProblem> = {
  'installer-ambiguous': ({ name, claims }) => ({
    what: `${name} has the lock files of several installers: ${claims.map(({ file }) => file).join(' and ')}`,
    next: `Add --installer=${claims.map(({ installer }) => installer).join(' or --installer=')} to this command. To be asked no more, delete the lock that nobody installs from.`,
  }),
  'locked-otherwise': ({ name, dir, file, isRequirements }) => ({
    what: isRequirements
      ? `${name} seems to be installed from this file, and an image of pip's is installed from requirements.txt beside the pyproject`
      : `${name} is locked by this file, which images are not installed from`,
    next: isRequirements
      ? `Write \`-r ${file}\` into ${dir === '.' ? '' : `${dir}/`}requirements.txt, or lock the project with uv: --installer=uv`
      : 'Export it as requirements.txt with hashes for --installer=pip, or lock the project with uv: --installer=uv',
  }),
  'uv-workspace-left': ({ dir, file }) => ({
    what: `${dir} is no longer a member of this uv workspace, because ${file} locks it and \`uv lock\` would lock it a second time`,
    next: `Commit this file. To lock the project with the workspace instead, delete ${file} and remove the folder from \`exclude\`.`,
  }),
};
