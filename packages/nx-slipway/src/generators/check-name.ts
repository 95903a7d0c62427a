import type { GeneratorProblem } from '../problems/generator-problem';
import { suggestName } from './suggest-name';

/** What a name of a project, package, image and folder at once looks like. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What keeps `name` from being the name of a new project; undefined where nothing does. */
export function checkName(
  name: string,
  generator: 'service' | 'stack',
): GeneratorProblem | undefined {
  if (NAME.test(name)) return undefined;
  const instead = suggestName(name);
  return {
    kind: 'name-invalid',
    name,
    why: name.startsWith('@') ? 'scope' : name.includes('/') ? 'path' : 'characters',
    generator,
    ...(instead !== undefined && { instead }),
  };
}
