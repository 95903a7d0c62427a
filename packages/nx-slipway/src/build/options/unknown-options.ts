import { closest } from '../problems/closest';
import type { Problem } from '../problems/problem';

/** Options that Nx itself may pass to every executor. */
const OF_NX = ['verbose'];

/**
 * Returns a problem for each option of a task that its executor does not have. Nx 24 reads the options of a batch
 * where it catches no error: with `additionalProperties: false` in the schema, a typo ends its worker with a stack
 * trace that does not name the option.
 *
 * @param known names in the schema of the executor
 */
export function unknownOptions(
  task: { readonly id: string; readonly options: object },
  known: readonly string[],
): readonly Problem[] {
  return Object.entries(task.options)
    .filter(([name]) => !known.includes(name) && !OF_NX.includes(name))
    .flatMap(([name, value]): Problem[] => {
      // Words without dashes are in the list `_`.
      if (name === '_') {
        const words = [value].flat();
        return words.map((word) => ({ kind: 'option-unknown', task: task.id, option: `${word}` }));
      }
      const meant = meantBy(name, known);
      return [
        {
          kind: 'option-unknown',
          task: task.id,
          option: name,
          ...(meant !== undefined && { meant }),
        },
      ];
    });
}

/** `--platforms` for `platform`, and `--no-reuse` for `noReuse`, which Nx does not read as the former. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const negated = /^no([A-Z]\w*)$/.exec(name)?.[1];
  const plain = negated && known.find((each) => each.toLowerCase() === negated.toLowerCase());
  if (plain) return `--no-${plain}`;
  const nearest = closest(name, known);
  return nearest && `--${nearest}`;
}
