import type { Explanations } from '../explanation';
import type { Place } from '../place';

/** What can go wrong while files of a workspace are written. */
export type FileProblem =
  | {
      readonly kind: 'file-not-written';
      readonly place: Place;
      readonly why: 'disk-full' | 'read-only' | 'other';
      /** What the operating system says. */
      readonly detail: string;
    }
  | {
      /** A symbolic link leads out of the workspace. */
      readonly kind: 'file-outside-workspace';
      readonly place: Place;
      /** The link, relative to the workspace root. */
      readonly link: string;
    }
  | {
      /** Another process has written the file since it was read. */
      readonly kind: 'file-changed-meanwhile';
      readonly place: Place;
    }
  | {
      readonly kind: 'workspace-busy';
      /** Of the generator that holds the lock; absent where it runs on another machine. */
      readonly pid?: number;
      /** File of the lock, relative to the workspace root. */
      readonly lock: string;
    }
  | {
      /** A generator was killed while a tool wrote a lock file. */
      readonly kind: 'lock-file-interrupted';
      readonly place: Place;
      /** File that holds the lock file as it was before, relative to the workspace root. */
      readonly copy: string;
    };

export const fileExplanations: Explanations<FileProblem> = {
  'file-not-written': ({ why, detail, place }) =>
    why === 'disk-full'
      ? {
          what: 'there is no space left on the disk to write this file. It is unchanged',
          next: 'Free some space, then run the same command again.',
        }
      : why === 'read-only'
        ? {
            what: `this file is read-only (${detail}) and unchanged`,
            next: `Make it writable, then run the same command again: chmod u+w ${place.file}`,
          }
        : {
            what: `this file could not be written and is unchanged: ${detail}`,
            next: 'Run the same command again when this is solved.',
          },
  'file-outside-workspace': ({ link, place }) => ({
    what:
      link === place.file
        ? 'this file is a symbolic link that leads out of the workspace. Generators write inside the workspace only'
        : `${link} is a symbolic link that leads out of the workspace. Generators write inside the workspace only`,
    next: `Replace ${link} with what it leads to, or choose another folder with --directory.`,
  }),
  'file-changed-meanwhile': () => ({
    what: 'another process changed this file while the generator ran. Nothing was written',
    next: 'Run the same command again.',
  }),
  'workspace-busy': ({ pid, lock }) => ({
    what: `another nx-slipway generator ${pid === undefined ? 'on another machine' : `(process ${pid})`} is changing this workspace`,
    next: `Wait until it has ended, then run the same command again. If it does not run any more, delete ${lock}.`,
  }),
  'lock-file-interrupted': ({ copy, place }) => ({
    what: 'a generator was killed while this lock file was written, so it may be incomplete',
    next: `Put back the one from before, or delete that copy: mv ${copy} ${place.file}`,
  }),
};
