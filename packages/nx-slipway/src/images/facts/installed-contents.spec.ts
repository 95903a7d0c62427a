import { expect, test } from 'vitest';
import { parseInstalledContents } from './installed-contents';

test('what an image says of itself', () => {
  const stdout =
    'missing\tlibpq.so.5\t/venv/lib/_psycopg.so\npython\t3.13.5\npackage\tZope.Interface\t7.0\n';
  expect(parseInstalledContents(stdout)).toEqual({
    packages: new Map([['zope-interface', '7.0']]),
    missingLibraries: ['libpq.so.5 needed by /venv/lib/_psycopg.so'],
    python: '3.13.5',
  });
  expect(parseInstalledContents('')).toEqual({ packages: new Map(), missingLibraries: [] });
});
