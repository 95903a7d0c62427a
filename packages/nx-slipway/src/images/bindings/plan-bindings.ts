import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { sameStage } from '../../dockerfile/stages/same-stage';
import type { Problem } from '../../problems/problem';
import { buildsWheels } from '../model/layout-of-dockerfile';
import type { SharedPackages, StageBindings } from './stage-bindings';

/** What stage bindings are planned from. */
export interface BindingInputs {
  /** The service's Dockerfile as it stands. */
  readonly actual: Dockerfile;
  /** The same file as the template renders it today for the options read back out of `actual`. */
  readonly expected: Dockerfile;
  /** Folders of the workspace's libraries in the image, sorted. */
  readonly closure: readonly string[];
  /** The slice of the lock this image is decided by; absent where the lock cannot be cut. */
  readonly lock?: Readonly<Record<string, string>>;
  /**
   * How it is built with shared layers of third-party packages; absent where it has none, or where it
   * may not have any ({@link mayShare}).
   */
  readonly sharing?: Sharing;
  /** Whether images of its stack share layers, so that a note names an edit that keeps this one from sharing. */
  readonly othersShare?: boolean;
}

/** An image whose third-party packages come in shared layers, and what is left of its lock. */
export interface Sharing {
  readonly shared: SharedPackages;
  readonly lock: Readonly<Record<string, string>>;
  readonly dependencies?: StageBindings['dependencies'];
}

/**
 * Decides which stages of a Dockerfile may be bound. A stage that differs from what the template renders
 * is the user's own: binding it would drop the edit in silence, so it is built as written, with a note.
 */
export function planBindings(inputs: BindingInputs): StageBindings {
  const { actual, expected, closure, lock, sharing, othersShare } = inputs;
  // Wheels are installed where the image runs, so that it has no layers of others, and listed from the whole lock.
  if (buildsWheels(actual)) return { notes: [] };
  const bound = ['lock', 'libraries', 'foundation', ...(othersShare ? ['dependencies'] : [])];
  const notes = bound.flatMap((name): Problem | readonly [] => {
    const stage = findStage(actual, name);
    return stage && isEdited(name, actual, expected)
      ? { kind: 'stage-edited', place: { file: actual.file, line: stage.line }, stage: name }
      : [];
  });
  const isPlain = (name: string): boolean =>
    findStage(actual, name) !== undefined && !isEdited(name, actual, expected);

  const libraries = findStage(actual, 'libraries');
  const foundation = findStage(actual, 'foundation');
  const slice = sharing?.lock ?? lock;
  return {
    ...(slice && isPlain('lock') && { lock: slice }),
    ...(sharing?.dependencies && { dependencies: sharing.dependencies }),
    ...(libraries &&
      foundation &&
      isPlain('libraries') &&
      isPlain('foundation') && {
        foundation: {
          baseStage: foundation.from.text,
          builderStage: libraries.from.text,
          libraries: closure,
          ...(sharing && { shared: sharing.shared }),
        },
      }),
    notes,
  };
}

/**
 * Whether an image may have shared layers: it installs packages in stages that build, and all of these are as they
 * were generated. What a stage of the user's own does with the packages it installs nobody knows.
 */
export function mayShare(actual: Dockerfile, expected: Dockerfile): boolean {
  if (buildsWheels(actual)) return false;
  return ['lock', 'dependencies', 'libraries', 'foundation'].every(
    (name) => findStage(actual, name) !== undefined && !isEdited(name, actual, expected),
  );
}

function isEdited(name: string, actual: Dockerfile, expected: Dockerfile): boolean {
  const [stage, template] = [findStage(actual, name), findStage(expected, name)];
  return stage !== undefined && template !== undefined && !sameStage(stage, template);
}
