import { closest } from '../../problems/closest';
import type { Problem } from '../../problems/problem';

/** Options that Nx itself may pass to every executor, and the list of words without dashes. */
const OF_NX = ['verbose', '_'];

/**
 * Returns a problem for each option of a task that its executor does not have.
 *
 * @param known names in the schema of the executor
 */
export function unknownOptions(
  task: { readonly id: string; readonly options: object },
  known: readonly string[],
): readonly Problem[] {
  return Object.entries(task.options)
    .filter(([name]) => !known.includes(name) && !OF_NX.includes(name))
    .map(([name, value]): Problem => {
      const negation = value === false && known.find((each) => each === negated(name));
      const meant = negation ? `--${negation}` : meantBy(name, known);
      return {
        kind: 'option-unknown',
        task: task.id,
        option: name,
        ...(meant !== undefined && { meant }),
      };
    });
}

/** Nx reads `--no-cache` as `cache` that is false, and the option is `noCache`. */
function negated(name: string): string {
  return `no${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** `--platforms` for `platform`, and `--no-reuse` for `noReuse`, which Nx does not read as the former. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  const rest = /^no([A-Z]\w*)$/.exec(name)?.[1]?.toLowerCase();
  const plain = known.find((each) => each.toLowerCase() === rest);
  if (plain) return `--no-${plain}`;
  const nearest = closest(name, known);
  return nearest && `--${nearest}`;
}
