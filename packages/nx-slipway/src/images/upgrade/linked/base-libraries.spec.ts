import { expect, test } from 'vitest';
import { formatQuestions, type LibraryQuestion, parseLacking } from './base-libraries';

const questions: readonly LibraryQuestion[] = [
  {
    packages: ['libpq5'],
    needs: new Map([
      ['libpq.so.5', []],
      ['libc.so.6', ['GLIBC_2.34']],
    ]),
    paths: ['/usr/local/bin/tool'],
  },
  { packages: [], needs: new Map([['libc.so.6', ['GLIBC_2.17']]]), paths: [] },
];

test('each library is named once with all versions, and each image has its own list', () => {
  expect(JSON.parse(formatQuestions(questions))).toEqual({
    needs: { 'libpq.so.5': [], 'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.34'] },
    groups: [
      {
        packages: ['libpq5'],
        libraries: ['libc.so.6', 'libpq.so.5'],
        paths: ['/usr/local/bin/tool'],
      },
      { packages: [], libraries: ['libc.so.6'], paths: [] },
    ],
  });
});

const LINE =
  'lacking {"libraries": ["libpq.so.5"], "versions": {"libc.so.6": ["GLIBC_2.34"]}, "paths": []}';
const NONE = 'lacking {"libraries": [], "versions": {}, "paths": ["/usr/local/bin/tool"]}';

test('what the script prints beside what apt prints', () => {
  expect(parseLacking(`missing curl \n${LINE}\n${NONE}\n`, questions)).toEqual([
    {
      libraries: ['libpq.so.5'],
      versions: new Map([['libc.so.6', ['GLIBC_2.34']]]),
      paths: [],
    },
    { libraries: [], versions: new Map(), paths: ['/usr/local/bin/tool'] },
  ]);
});

test('an answer that ends early is none', () => {
  expect(parseLacking(`${LINE}\n`, questions)).toBeUndefined();
});
