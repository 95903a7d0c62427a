import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
import { sameStage } from '../../dockerfile/stages/same-stage';
import { LOCK_NAMES } from '../../python/projects/detect-installer';
import type { InstallerName, PythonProject } from '../../python/pyproject/python-project';
import { OWN_LINES_MARK } from './ignore-file';

/** The files of a lock, as a pattern of an ignore file. */
const LOCKS: Readonly<Record<InstallerName, string>> = {
  ...LOCK_NAMES,
  pip: 'requirements*.txt',
};

/** What a context is trimmed by. */
export interface TrimContextFacts {
  /** The service's Dockerfile as it stands, and as the template renders it. */
  readonly actual: Dockerfile;
  readonly expected: Dockerfile;
  readonly project: PythonProject;
  /** Text of the ignore file beside the Dockerfile. */
  readonly ignoreFile: string;
}

/**
 * The ignore file of an image whose stage `lock` is bound, without the lock in the project's folder:
 * nothing reads it there any more, and a comment or a development package in it would re-run the step
 * that builds the project's wheel.
 *
 * @returns undefined where something may read them: a stage of the user's, or a build backend that finds
 *   the project's dependencies by itself
 */
export function trimContext({
  actual,
  expected,
  project: { dir, lockDir, installer, nested, pyproject },
  ignoreFile,
}: TrimContextFacts): string | undefined {
  const [application, template] = [actual, expected].map((each) => findStage(each, 'application'));
  const target = actual.stages.at(-1);
  const others = target && readTarget(actual, target, ['lock']);
  const mayTrim =
    lockDir === dir &&
    ignoreFile.includes(OWN_LINES_MARK) &&
    application !== undefined &&
    template !== undefined &&
    sameStage(application, template) &&
    others !== undefined &&
    !others.isEnvironmentDeciding &&
    !contextPaths(others).some((source) => /\.(txt|lock)$/.test(source)) &&
    // setuptools can be told to find dependencies in such files.
    (installer !== 'pip' || !pyproject.dynamic.some((field) => field.endsWith('dependencies')));
  if (!mayTrim) return undefined;
  const below = [...(nested?.values() ?? [])]
    .flat()
    .filter((file) => !posix.relative(dir, file).startsWith('..'));
  const files = new Set([posix.join(dir, LOCKS[installer]), ...below.sort()]);
  return `${[ignoreFile.trimEnd(), ...files].join('\n')}\n`;
}
