import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { markdownPages } from './markdown-pages.ts';
import { referencePages } from './reference-pages.ts';

const pages = referencePages().map((page) => ({ ...page, name: basename(page.file) }));

test.each(pages)('docs/reference/$name is what schemas and problems say', ({ file, text }) => {
  const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(found, 'run npm run docs:reference').toBe(text);
});

test('every kind of problem has prose without a gap', () => {
  const text = pages.find(({ name }) => name === 'problems.md')?.text ?? '';
  expect(text).not.toMatch(/undefined|null|NaN|\[object/);
});

test('the messages of the troubleshooting page are messages of problems', () => {
  const problems = pages.find(({ name }) => name === 'problems.md')?.text.replaceAll('`', '') ?? '';
  const { text = '' } =
    markdownPages().find(({ file }) => file === 'docs/how-to/troubleshooting.md') ?? {};
  const messages = [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, message = '']) => message);
  expect(messages.length).toBeGreaterThan(10);
  expect(messages.filter((message) => !problems.includes(message))).toEqual([]);
});
