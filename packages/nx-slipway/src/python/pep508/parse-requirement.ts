import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Place } from '../../problems/place';
import type { Requirement } from '../pyproject/pyproject';
import { normalizeName } from './normalize-name';
import { readMarker } from './parse-marker';
import { BLANKS, scanText, type TextScanner, UnexpectedText } from './text-scanner';
import { readSpecifiers } from './version-specifiers';

/**
 * Reads a requirement. Rule: PEP 508 as `packaging` reads it (`_parser.py`), but for a name that ends in
 * `_`, which is refused.
 */
export function parseRequirement(
  text: string,
  place: Place,
): { readonly requirement?: Requirement; readonly problem?: PythonProblem } {
  try {
    return { requirement: { text, ...partsOf(text.trim()), place } };
  } catch (error) {
    if (!(error instanceof UnexpectedText)) throw error;
    const detail = error.message;
    return { problem: { kind: 'requirement-broken', place, requirement: text, detail } };
  }
}

type Parts = Omit<Requirement, 'text' | 'place'>;

/** The projects of a workspace ask for the same packages over and over. */
const known = new Map<string, Parts>();

function partsOf(text: string): Parts {
  const parts = known.get(text) ?? readParts(text);
  known.set(text, parts);
  return parts;
}

function readParts(text: string): Parts {
  const scanner = scanText(text);
  const name = scanner.expect(NAME, 'the first of a name: a letter or a digit');
  scanner.take(BLANKS);
  const extras = readExtras(scanner);
  const hasUrl = scanner.take(/@[ \t]*/y) !== undefined;
  const url = hasUrl ? readUrl(scanner) : undefined;
  const specifiers = hasUrl ? [] : readVersions(scanner);
  const marker = scanner.take(/;/y) === undefined ? undefined : text.slice(scanner.position());
  if (marker !== undefined) readMarker(scanner);
  scanner.expect(/$/y, expectedAfter({ hasUrl, extras, specifiers }));
  return {
    name: normalizeName(name),
    extras: [...new Set(extras.map(normalizeName))].sort(),
    specifiers,
    ...(marker !== undefined && { marker: marker.trim() }),
    ...(url !== undefined && { url }),
  };
}

function expectedAfter(read: {
  readonly hasUrl: boolean;
  readonly extras: readonly string[];
  readonly specifiers: readonly string[];
}): string {
  if (read.hasUrl) return '`;` or the end, after the URL and a blank';
  if (read.specifiers.length > 0) return '`,`, `;` or the end, after the version';
  return read.extras.length > 0
    ? 'a version such as `==1.0`, `;` or the end'
    : 'an extra in brackets, a version such as `==1.0`, `;` or the end';
}

function readExtras(scanner: TextScanner): readonly string[] {
  const extras: string[] = [];
  if (scanner.take(/\[[ \t]*/y) === undefined) return extras;
  for (let extra = scanner.take(NAME); extra !== undefined; ) {
    extras.push(extra);
    scanner.take(BLANKS);
    const isLast = scanner.take(/,[ \t]*/y) === undefined;
    extra = isLast ? undefined : scanner.expect(NAME, 'the name of an extra');
  }
  scanner.expect(/\][ \t]*/y, extras.length > 0 ? '`,` or `]`' : 'the name of an extra, or `]`');
  return extras;
}

/** The white space behind a URL belongs to it: a semicolon without one is a part of the URL. */
function readUrl(scanner: TextScanner): string {
  const url = scanner.expect(/\S+/y, 'a URL');
  scanner.take(BLANKS);
  return url;
}

function readVersions(scanner: TextScanner): readonly string[] {
  const isOpen = scanner.take(/\(/y) !== undefined;
  const specifiers = readSpecifiers(scanner);
  if (isOpen) scanner.expect(/\)[ \t]*/y, '`,` or `)`, after the version');
  return specifiers;
}

const NAME = /[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/iy;
