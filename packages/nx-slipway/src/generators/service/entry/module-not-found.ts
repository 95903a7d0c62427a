import { posix } from 'node:path';
import type { Problem } from '../../../problems/problem';
import type { RoleFacts } from './role-facts';

/** What was looked for in the sources of a project. */
export interface WantedModule {
  /** What it is: `Celery application`. */
  readonly what: string;
  /** How it is written. */
  readonly hint: string;
  /** What follows the package in an example: `app:app`. */
  readonly example: string;
  /** Name of a module that has it and that the wheel does not hold. */
  readonly outside: string | undefined;
}

/** Says that the sources lack what a role runs, or that the image does not install its module. */
export function moduleNotFound(
  { project: { pyproject }, modules: { others, packages } }: RoleFacts,
  { what, hint, example, outside }: WantedModule,
): Problem {
  const file = others.find(({ name }) => name === outside)?.file;
  if (file !== undefined) {
    const place = { file: posix.join(pyproject.dir, file) };
    return { kind: 'app-not-installed', place, pyproject: pyproject.file };
  }
  const [name = (pyproject.normalizedName ?? 'app').replaceAll('-', '_')] = packages;
  const place = { file: pyproject.file };
  return { kind: 'app-unknown', place, wanted: what, hint, example: `${name}.${example}` };
}
