import type { EnvironmentMarker } from 'pip-requirements-js';
import { normalizeName } from './normalize-name';
import { parseMarker } from './parse-marker';

/**
 * What is left of an environment marker once it is settled which extras are asked for: true, false, or
 * a shorter marker. One that does not parse stays as it is.
 *
 * @param extras normalised
 */
export function reduceMarker(marker: string, extras: readonly string[]): string | boolean {
  const tree = parseMarker(marker);
  if (!tree) return marker;
  const { text } = reduce(tree, extras);
  return text;
}

interface Reduced {
  readonly text: string | boolean;
  readonly isOr: boolean;
}

function reduce(tree: EnvironmentMarker, extras: readonly string[]): Reduced {
  if (tree.operator !== 'and' && tree.operator !== 'or') {
    const { left, operator, right } = tree;
    const name = left === 'extra' ? right : right === 'extra' ? left : undefined;
    const isSettled = name !== undefined && (operator === '==' || operator === '!=');
    const isAsked = extras.includes(normalizeName(String(name).slice(1, -1)));
    const text = isSettled ? isAsked === (operator === '==') : `${left} ${operator} ${right}`;
    return { text, isOr: false };
  }
  const isOr = tree.operator === 'or';
  const sides = [reduce(tree.left, extras), reduce(tree.right, extras)];
  if (sides.some(({ text }) => text === isOr)) return { text: isOr, isOr };
  const open = sides.filter(({ text }) => typeof text === 'string');
  const [first] = open;
  if (!first) return { text: !isOr, isOr };
  if (open.length === 1) return first;
  const parts = open.map((side) => (side.isOr && !isOr ? `(${side.text})` : `${side.text}`));
  return { text: parts.join(` ${tree.operator} `), isOr };
}
