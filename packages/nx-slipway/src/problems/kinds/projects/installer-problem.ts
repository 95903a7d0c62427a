import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What base-builder may lack of what installs and builds the projects of images. */
export type InstallerProblem =
  | {
      /** A build backend that base-builder does not hold; the build has no network to fetch it. */
      readonly kind: 'build-backend-missing';
      readonly place: Place;
      readonly backend: string;
      readonly requirements: string;
    }
  | {
      /** The installer in base-builder is not one that the project asks for, so that it would refuse to run. */
      readonly kind: 'installer-version-unmet';
      readonly place: Place;
      readonly installer: 'uv' | 'poetry';
      /** As written: `>=0.9`. */
      readonly required: string;
      readonly pinned: string;
      /** A version that would do; absent where the requirement names none. */
      readonly version?: string;
      readonly requirements: string;
      /** Images that are built again when the pin changes. */
      readonly images: readonly string[];
    }
  | {
      /** A note: an older Poetry may read the lock file. */
      readonly kind: 'lock-newer-than-installer';
      readonly place: Place;
      readonly written: string;
      readonly pinned: string;
      readonly requirements: string;
    }
  | {
      /** A note before it is written: base-builder changes, and so does what is built in it. */
      readonly kind: 'builder-changed';
      readonly place: Place;
      /** New lines. */
      readonly lines: readonly string[];
      /** Images that are built again. */
      readonly images: readonly string[];
    }
  | {
      /** A note: a project asks for another version of its installer than the templates were tried with. */
      readonly kind: 'installer-pin-untried';
      readonly place: Place;
      readonly installer: 'uv' | 'poetry';
      readonly required: string;
      readonly version: string;
    }
  | {
      /** A warning: a build backend this version knows no pin for. */
      readonly kind: 'build-backend-unpinned';
      readonly place: Place;
      readonly backend: string;
    };

export const installerExplanations: Explanations<InstallerProblem> = {
  'build-backend-missing': ({ backend, requirements }) => ({
    what: `this project builds with ${backend}, which is missing in base-builder`,
    next: `Add a line \`${backend}==<version>\` to ${requirements}.`,
  }),
  'installer-version-unmet': ({
    installer,
    required,
    pinned,
    version = '<version>',
    requirements,
    images,
  }) => ({
    what: `this project requires ${installer} ${required}, and base-builder has ${pinned}, which would refuse to install it`,
    next: `Write \`${installer}==${version}\` in ${requirements}, or change the required version.${staleImages(images)}`,
  }),
  'lock-newer-than-installer': ({ written, pinned, requirements }) => ({
    what: `Poetry ${written} wrote this lock file, and base-builder has the older Poetry ${pinned}`,
    next: `If the build fails to read it, write \`poetry==${written}\` in ${requirements}.`,
  }),
  'builder-changed': ({ lines, images }) => ({
    what: `this file gets ${lines.length === 1 ? 'a new line' : 'new lines'}: ${lines.join(', ')}`,
    next: `Build base-builder again.${staleImages(images)}`,
  }),
  'installer-pin-untried': ({ installer, required, version }) => ({
    what: `a project requires ${installer} ${required}, so this file pins ${installer}==${version}; nx-slipway was tested with another version`,
    next: 'Build the stack and one service to check it.',
  }),
  'build-backend-unpinned': ({ backend, place }) => ({
    what: `projects of this workspace build with ${backend}, for which nx-slipway knows no version to pin`,
    next: `Pin its version in ${place.file}, so that images stay reproducible.`,
  }),
};

/** How many images are named one by one. */
const NAMED = 8;

/** A sentence that says which images a change of their builder makes stale; empty without any. */
export function staleImages(images: readonly string[]): string {
  const more = images.length - NAMED;
  const named = images.slice(0, NAMED).join(', ');
  return images.length === 0
    ? ''
    : ` A change of that file makes these images stale: ${named}${more > 0 ? ` and ${more} more` : ''}.`;
}
