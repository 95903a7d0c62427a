import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What a build context may lack of what an image takes. */
export type ContextProblem =
  | {
      readonly kind: 'wheel-files-ignored';
      readonly place: Place;
      /** Relative to the workspace root. */
      readonly path: string;
      readonly ignoreFile: string;
    }
  | {
      /** A note: the wheel may be built without files of its own. */
      readonly kind: 'wheel-folder-left-out';
      readonly place: Place;
      readonly path: string;
      readonly ignoreFile: string;
    }
  | {
      /** An instruction takes a path that the ignore file keeps out of the build context. */
      readonly kind: 'context-source-ignored';
      readonly place: Place;
      /** Relative to the workspace root. */
      readonly path: string;
      readonly ignoreFile: string;
      /** Line of the ignore file that would let it in; absent where `nx sync` keeps the file. */
      readonly line?: string;
    }
  | {
      /** An instruction takes a path that does not exist. */
      readonly kind: 'context-source-missing';
      readonly place: Place;
      readonly path: string;
      /** Folder that the project of the Dockerfile may have been in before. */
      readonly before?: string;
    };

export const contextExplanations: Explanations<ContextProblem> = {
  'wheel-files-ignored': ({ path, ignoreFile }) => ({
    what: `the wheel takes ${path}, which ${ignoreFile} leaves out of the build context`,
    next: 'Run `nx sync`; if one of your own lines leaves it out, take that line out.',
  }),
  'wheel-folder-left-out': ({ path, ignoreFile }) => ({
    what: `the build context leaves out ${path}, and the settings of this project do not say whether its wheel takes files of it`,
    next: `If it does, write \`!${path}\` at the end of ${ignoreFile}.`,
  }),
  'context-source-ignored': ({ place, path, ignoreFile, line }) => ({
    what: `${subjectOf(place)} takes ${path}, which ${ignoreFile} leaves out of the build context`,
    next:
      line === undefined
        ? `Run \`nx sync\`. If one of your own lines in ${ignoreFile} leaves it out, remove that line.`
        : `Write \`${line}\` at the end of ${ignoreFile}.`,
  }),
  'context-source-missing': ({ place, path, before }) => {
    const create =
      'reate it, or correct the path: it is relative to the build context. ' +
      `If a task writes ${path}, let the build depend on that task with \`dependsOn\`.`;
    const folder = place.file.replace(/\/[^/]*$/, '');
    return {
      what: `${subjectOf(place)} takes ${path}, which does not exist`,
      next:
        before === undefined
          ? `C${create}`
          : `If you moved the project from ${before}, run \`nx g nx-slipway:move ${before} --directory=${folder}\`: it corrects all files that name the old folder. Otherwise c${create}`,
    };
  },
};

function subjectOf({ line }: Place): string {
  return line === undefined ? 'this Dockerfile' : 'this line';
}
