import type { Marker } from './marker';
import { BLANKS, scanText, type TextScanner, UnexpectedText } from './text-scanner';

/** Locks repeat a few markers over and over. */
const parsed = new Map<string, Marker | undefined>();

/** Returns an environment marker as a tree of comparisons; undefined for one that does not parse. */
export function parseMarker(marker: string): Marker | undefined {
  if (!parsed.has(marker)) parsed.set(marker, parse(marker));
  return parsed.get(marker);
}

function parse(marker: string): Marker | undefined {
  try {
    return readMarker(scanText(marker));
  } catch (error) {
    if (error instanceof UnexpectedText) return undefined;
    throw error;
  }
}

/**
 * Reads a marker that ends with the text. Rule: PEP 508 as `packaging` reads it, without backslashes in
 * quotes, which it takes as Python does and uv does not.
 *
 * @throws {@link UnexpectedText}
 */
export function readMarker(scanner: TextScanner): Marker {
  const marker = readJunction(scanner, 'or', 0);
  scanner.expect(/$/y, '`and`, `or` or the end');
  return marker;
}

/** The limit of `packaging`. */
const DEEPEST = 200;

function readJunction(scanner: TextScanner, operator: 'and' | 'or', depth: number): Marker {
  const pattern = operator === 'or' ? /\bor\b/y : /\band\b/y;
  const read = () =>
    operator === 'or' ? readJunction(scanner, 'and', depth) : readAtom(scanner, depth);
  const parts = [read()];
  while (scanner.take(pattern) !== undefined) parts.push(read());
  const [first] = parts;
  return parts.length === 1 && first ? first : { operator, parts };
}

function readAtom(scanner: TextScanner, depth: number): Marker {
  scanner.take(BLANKS);
  if (scanner.take(/\(/y) === undefined) return readComparison(scanner);
  if (depth === DEEPEST) scanner.fail(`inside at most ${DEEPEST} brackets`);
  const marker = readJunction(scanner, 'or', depth + 1);
  scanner.expect(/\)/y, '`and`, `or` or `)`');
  scanner.take(BLANKS);
  return marker;
}

function readComparison(scanner: TextScanner): Marker {
  const left = readSide(scanner);
  const operator = scanner.expect(OPERATOR, 'a comparison such as `==` or `in`');
  scanner.take(BLANKS);
  const right = readSide(scanner);
  return { left, operator: operator.replace(/[ \t]+/, ' '), right };
}

function readSide(scanner: TextScanner): string {
  const side = scanner.take(TEXT) ?? scanner.expect(VARIABLE, 'a variable or a text in quotes');
  scanner.take(BLANKS);
  return /^["']/.test(side) ? side : (OTHER_NAMES[side] ?? side.replace('.', '_'));
}

const TEXT = /'[^'\\\r\n]*'|"[^"\\\r\n]*"/y;
const OPERATOR = /===|[~=!<>]=|[<>]|\bnot[ \t]+in\b|\bin\b/y;
/** Names with a dot are those before PEP 508, which everything still reads. */
const VARIABLE =
  /\b(?:python_(?:full_)?version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y;
const OTHER_NAMES: Readonly<Record<string, string>> = {
  python_implementation: 'platform_python_implementation',
};
