import { expect, test } from 'vitest';
import { sharingImage } from '../../../test-support/third-party';
import { findFileConflicts } from './file-conflicts';

const files = new Map([
  [
    'jwt 1',
    new Map([
      ['jwt/__init__.py', 'a'],
      ['jwt/x.py', 'x'],
    ]),
  ],
  [
    'pyjwt 1',
    new Map([
      ['jwt/__init__.py', 'b'],
      ['jwt/x.py', 'x'],
      ['jwt/y.py', 'y'],
    ]),
  ],
  ['pyjwt 2', new Map([['jwt/__init__.py', 'a']])],
  ['tests 1', new Map([['jwt/y.py', 'z']])],
]);

function conflicts(
  images: Readonly<Record<string, readonly string[]>>,
  together: readonly (readonly string[])[] = [],
) {
  const all = Object.entries(images).map(([id, packages]) => sharingImage(id, packages));
  return findFileConflicts(all, files, together);
}

test('packages of one image that install different contents of a file', () => {
  expect(conflicts({ b: ['jwt', 'pyjwt'], a: ['six', 'jwt', 'pyjwt'] })).toEqual([
    { image: 'a', packages: ['jwt', 'pyjwt'], file: 'jwt/__init__.py' },
  ]);
});

test('each set of packages once', () => {
  expect(conflicts({ a: ['jwt', 'pyjwt', 'tests'] })).toEqual([
    { image: 'a', packages: ['jwt', 'pyjwt'], file: 'jwt/__init__.py' },
    { image: 'a', packages: ['pyjwt', 'tests'], file: 'jwt/y.py' },
  ]);
});

test.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[][]]>([
  ['of different images', { a: ['jwt'], b: ['pyjwt'] }, []],
  ['with the same contents', { a: ['jwt', 'pyjwt==2'] }, []],
  ['nothing is known of', { a: ['six', 'idna'] }, []],
  ['that are known to belong together', { a: ['jwt', 'pyjwt'] }, [['pyjwt', 'jwt']]],
])('packages %s do not conflict', (_, images, together) => {
  expect(conflicts(images, together)).toEqual([]);
});
