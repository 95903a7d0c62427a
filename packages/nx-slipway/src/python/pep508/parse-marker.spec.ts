import { expect, test } from 'vitest';
import { isJunction, type Marker } from './marker';
import { parseMarker } from './parse-marker';

/** A marker with every bracket that its tree has. */
function bracketed(marker: Marker | undefined): string | undefined {
  if (!marker) return undefined;
  if (!isJunction(marker)) return `${marker.left} ${marker.operator} ${marker.right}`;
  return `(${marker.parts.map(bracketed).join(` ${marker.operator} `)})`;
}

/** The first five are tests of PEP 508's own grammar. */
test.each([
  ["os_name=='a' or os_name=='b'", "(os_name == 'a' or os_name == 'b')"],
  [
    "os_name=='a' and os_name=='b' or os_name=='c'",
    "((os_name == 'a' and os_name == 'b') or os_name == 'c')",
  ],
  [
    "os_name=='a' and (os_name=='b' or os_name=='c')",
    "(os_name == 'a' and (os_name == 'b' or os_name == 'c'))",
  ],
  [
    "os_name=='a' or os_name=='b' and os_name=='c'",
    "(os_name == 'a' or (os_name == 'b' and os_name == 'c'))",
  ],
  [
    "(os_name=='a' or os_name=='b') and os_name=='c'",
    "((os_name == 'a' or os_name == 'b') and os_name == 'c')",
  ],
  ['  ( ( os_name  ==  "a b" ) )  ', 'os_name == "a b"'],
  ["'a'not  in'b'", "'a' not in 'b'"],
  ["os.name in'x'and\t'x' in extras", "(os_name in 'x' and 'x' in extras)"],
  ["python_implementation === 'CPython'", "platform_python_implementation === 'CPython'"],
  ["platform.python_implementation ~= 'C'", "platform_python_implementation ~= 'C'"],
  [`'"' == "'"`, `'"' == "'"`],
])('%s', (marker, expected) => {
  expect(bracketed(parseMarker(marker))).toBe(expected);
});

test.each([
  '',
  'os_name',
  'os_name = "a"',
  'os_name == "a',
  'os_name == "a" and',
  'os_name == "a" "b"',
  'os_name == "a"; os_name == "b"',
  'os_names == "a"',
  'notin == "a"',
  'os_name notin "a"',
  '(os_name == "a"',
  'os_name == "a\\n"',
  'os_name == "a\n"',
  `${'('.repeat(201)}os_name == "a"${')'.repeat(201)}`,
])('%j is none', (marker) => {
  expect(parseMarker(marker)).toBeUndefined();
});

test('brackets are read as deep as pip reads them', () => {
  const deep = `${'('.repeat(200)}os_name == "a"${')'.repeat(200)}`;
  expect(bracketed(parseMarker(deep))).toBe('os_name == "a"');
});
