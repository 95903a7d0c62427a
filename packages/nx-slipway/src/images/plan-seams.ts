import type { Dockerfile } from '../dockerfile/dockerfile';
import { findStage } from '../dockerfile/find-stage';
import { sameStage } from '../dockerfile/same-stage';
import type { Problem } from '../problems/problem';
import type { SeamPlan } from './seam-plan';

/** What a seam plan is made from. */
export interface SeamInputs {
  /** The service's Dockerfile as it stands. */
  readonly actual: Dockerfile;
  /** The same file as the template renders it today for the options read back out of `actual`. */
  readonly expected: Dockerfile;
  /** Folders of the workspace's libraries in the image, sorted. */
  readonly closure: readonly string[];
  /** The slice of the lock this image is decided by; absent where there is none to be had. */
  readonly lock?: Readonly<Record<string, string>>;
}

/**
 * Decides which seams of a Dockerfile may be bound. A stage that differs from what the template renders
 * is the user's own: binding it would drop the edit in silence, so it is built as written, with a note.
 */
export function planSeams({ actual, expected, closure, lock }: SeamInputs): SeamPlan {
  const edited = (name: string): Problem | undefined => {
    const [stage, template] = [findStage(actual, name), findStage(expected, name)];
    return stage && template && !sameStage(stage, template)
      ? { kind: 'seam-edited', place: { file: actual.file, line: stage.line }, stage: name }
      : undefined;
  };
  const notes = ['lock', 'libraries', 'foundation']
    .map(edited)
    .filter((note) => note !== undefined);
  const isPlain = (name: string): boolean =>
    findStage(actual, name) !== undefined && edited(name) === undefined;

  const libraries = findStage(actual, 'libraries');
  const foundation = findStage(actual, 'foundation');
  return {
    ...(lock && isPlain('lock') && { lock }),
    ...(libraries &&
      foundation &&
      isPlain('libraries') &&
      isPlain('foundation') && {
        foundation: {
          baseStage: foundation.from.text,
          builderStage: libraries.from.text,
          libraries: closure,
        },
      }),
    notes,
  };
}
