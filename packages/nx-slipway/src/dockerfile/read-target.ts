import type { ReadResult } from 'dockerfile-frontend';
import { askFrontend } from './ask-frontend';
import type { Dockerfile, Stage } from './dockerfile';

/**
 * What BuildKit makes of one stage of a file, with nothing known of the images it starts from. Undefined where
 * it refuses.
 *
 * @param replaced stages that named contexts stand for, besides those the file was read with
 */
export function readTarget(
  dockerfile: Dockerfile,
  stage: Stage,
  replaced: readonly string[] = [],
): ReadResult | undefined {
  const { arguments: given, stages } = dockerfile;
  const contexts = {
    ...given.contexts,
    ...Object.fromEntries(replaced.map((name) => [name, `target:${name}`])),
  };
  const question = { ...dockerfile, arguments: { ...given, contexts } };
  // A target is named in either case; a stage without a name is reached only as the last one.
  const isLast = stage.index === stages.length - 1;
  return askFrontend(question, isLast ? undefined : (stage.name ?? `${stage.index}`)).result;
}

/** Name of the context that has no name in a Dockerfile. */
export const MAIN_CONTEXT = 'context';

/**
 * The paths that a target takes out of its build context, relative to its root, wildcards included, sorted; `.`
 * is the whole of it, also where nobody can tell.
 *
 * @param result undefined for a target that BuildKit refuses
 * @param context name of a named context that is a folder, for what is taken out of that
 */
export function contextPaths(
  result: ReadResult | undefined,
  context: string = MAIN_CONTEXT,
): readonly string[] {
  if (!result || result.isEnvironmentDeciding) return ['.'];
  return result.locals
    .filter(({ name }) => name === context)
    .flatMap(({ followPaths }) => (followPaths.length === 0 ? ['.'] : followPaths));
}

/**
 * The paths that single instructions of a target take out of its build context by name, relative to its root,
 * wildcards included, sorted. What takes all of it names nothing, and so does what nobody can tell.
 */
export function namedPaths(result: ReadResult | undefined): readonly string[] {
  if (!result || result.isEnvironmentDeciding) return [];
  return result.contextPaths.filter((path) => path !== '' && !REPOSITORY.test(path));
}

/**
 * What an `ADD` fetches from git, which BuildKit counts among the paths of the context as well; slashes come as in a
 * path. Rule: `ParseGitRef` of BuildKit's `dfgitutil`.
 */
const REPOSITORY = /^(git|ssh):\/|^[\w-]+@[\w.-]+:/;
