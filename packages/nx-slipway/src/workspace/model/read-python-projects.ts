import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../problems/problem';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { Pyproject } from '../../python/pyproject/pyproject';
import type { PythonProjects } from '../../python/pyproject/python-project';
import { parseTomlText } from '../files/read-toml';
import { textReader } from '../files/text-reader';

/**
 * Reads pyprojects below a root and puts them together. Of the locks it only looks whether they
 * are there.
 *
 * @param root the workspace's folder
 * @param files paths of the pyprojects relative to it; one that is gone by now is passed over
 */
export function readPythonProjects(
  root: string,
  files: readonly string[],
): PythonProjects & { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const pyprojects = files.flatMap((file): readonly Pyproject[] => {
    const path = join(root, file);
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8');
    const toml = parseTomlText(text, file);
    if ('problem' in toml) {
      problems.push(toml.problem);
      return [];
    }
    const parsed = parsePyproject(toml.value, file, text);
    problems.push(...parsed.problems);
    return [parsed.pyproject];
  });
  const plan = planPythonProjects(pyprojects, {
    hasFile: (file) => existsSync(join(root, file)),
    read: textReader(root),
  });
  return { ...plan, problems: [...problems, ...plan.problems] };
}
