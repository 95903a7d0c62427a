import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';

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

/**
 * The valid name nearest to a given one: the last part of a path or npm name, without accents, small,
 * with hyphens. Undefined where nothing is left of it.
 */
function suggestName(name: string): string | undefined {
  const words = (name.split('/').at(-1) ?? '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  // A name starts with a letter: numbers before the first word go behind the last.
  const first = words.findIndex((word) => /^\d*[a-z]/.test(word));
  if (first === -1) return undefined;
  return [...words.slice(first), ...words.slice(0, first)].join('-').replace(/^\d+/, '');
}
