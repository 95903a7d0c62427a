import type { Problem } from '../../problems/problem';
import { type GivenTask, type OptionSchemas, typesOf } from './option-schema';
import { meantBy } from './unknown-options';

/**
 * Returns problems for words without dashes behind the name of a task: no executor has a use for one. Nx collects them
 * in the list `_`.
 *
 * @param typed all that was typed behind the name of the task
 */
export function unknownWords(
  task: GivenTask,
  typed: readonly string[],
  { schemas, projects }: { readonly schemas: OptionSchemas; readonly projects: readonly string[] },
): readonly Problem[] {
  const { _ = [] } = task.options as { readonly _?: unknown };
  const words = [_].flat().map(String);
  const named = words.filter((word) => projects.includes(word));
  const others = words.filter((word) => !projects.includes(word));
  const known = Object.keys(schemas);
  return [
    ...(named.length > 0 ? [severalProjects(task, named, typed)] : []),
    ...others.map((word): Problem => {
      const [name = '', value] = word.split('=');
      const option = meantBy(name.replace(/^-+/, ''), known);
      const meant =
        continuedList(word, typed, schemas) ??
        (option && (value === undefined ? option : `${option}=${value}`));
      return { kind: 'option-word', task: task.id, word, ...(meant && { meant }) };
    }),
  ];
}

/** Nx runs a target of one project where it is named by itself: `nx build-image worker api`. */
function severalProjects(
  { id, project, target }: GivenTask,
  named: readonly string[],
  typed: readonly string[],
): Problem {
  const options = typed.filter((word) => word.startsWith('-'));
  const all = [...new Set([project, ...named])];
  return {
    kind: 'option-projects',
    ...{ task: id, projects: named },
    command: ['nx run-many', '-t', target, '-p', all.join(','), ...options].join(' '),
  };
}

/** A list whose values are separated by blanks: `--platforms linux/amd64 linux/arm64`. */
function continuedList(
  word: string,
  typed: readonly string[],
  schemas: OptionSchemas,
): string | undefined {
  const at = typed.indexOf(word);
  const start = typed.slice(0, Math.max(at, 0)).findLastIndex((each) => each.startsWith('-'));
  const [, name = '', first] = /^--([\w-]+)(?:=(.*))?$/.exec(typed[start] ?? '') ?? [];
  const schema = schemas[name];
  if (schema === undefined || !typesOf(schema).includes('array')) return undefined;
  const end = typed.findIndex((each, index) => index > start && each.startsWith('-'));
  const values = typed.slice(start + 1, end === -1 ? undefined : end);
  return `--${name}=${[first ?? [], ...values].flat().join(',')}`;
}
