import { isJunction, literalOf, type Marker } from './marker';
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

function reduce(marker: Marker, extras: readonly string[]): Reduced {
  if (!isJunction(marker)) {
    const { left, operator, right } = marker;
    const name = left === 'extra' ? literalOf(right) : right === 'extra' && literalOf(left);
    const isSettled = typeof name === 'string' && (operator === '==' || operator === '!=');
    const text = isSettled
      ? extras.includes(normalizeName(name)) === (operator === '==')
      : `${left} ${operator} ${right}`;
    return { text, isOr: false };
  }
  const { operator } = marker;
  const isOr = operator === 'or';
  const parts = marker.parts.map((part) => reduce(part, extras));
  if (parts.some(({ text }) => text === isOr)) return { text: isOr, isOr };
  const open = parts.filter(({ text }) => typeof text === 'string');
  const [first] = open;
  if (!first) return { text: !isOr, isOr };
  if (open.length === 1) return first;
  const texts = open.map((part) => (part.isOr && !isOr ? `(${part.text})` : `${part.text}`));
  return { text: texts.join(` ${operator} `), isOr };
}
