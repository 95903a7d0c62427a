import { BLANKS, type TextScanner } from './text-scanner';

/**
 * Reads `>=1, <2`, as it is, also none; a comma may be the last of it.
 *
 * Rule: PEP 440 as `packaging` reads it: which versions an operator takes decides how far one goes.
 *
 * @returns each without white space: `>=1`
 * @throws `UnexpectedText`
 */
export function readSpecifiers(scanner: TextScanner): readonly string[] {
  const specifiers: string[] = [];
  do {
    scanner.take(BLANKS);
    const specifier = scanner.take(SPECIFIER);
    if (specifier === undefined) break;
    specifiers.push(specifier.replace(/\s+/, ''));
    scanner.take(BLANKS);
  } while (scanner.take(/,/y) !== undefined);
  return specifiers;
}

const RELEASE = String.raw`\s*v?(?:\d+!)?\d+`;
const PRE = String.raw`(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?\d*)?`;
const POST = String.raw`(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?`;
const DEV = String.raw`(?:[-_.]?dev[-_.]?\d*)?`;
const LOCAL = String.raw`(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?`;

const SPECIFIER = new RegExp(
  [
    String.raw`===\s*[^\s;),]+`,
    String.raw`[=!]=${RELEASE}(?:\.\d+)*(?:\.\*|${PRE}${POST}${DEV}${LOCAL})`,
    String.raw`~=${RELEASE}(?:\.\d+)+${PRE}${POST}${DEV}`,
    String.raw`[<>]=?${RELEASE}(?:\.\d+)*${PRE}${POST}${DEV}`,
  ].join('|'),
  'iy',
);
