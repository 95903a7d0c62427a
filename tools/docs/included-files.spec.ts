import { expect, test } from 'vitest';
import { includingPages } from './included-files.ts';

const pages = includingPages();

test('the pages about CI show what the generator writes', () => {
  expect(pages.map(({ file }) => file)).toEqual([
    'docs/how-to/github-actions.md',
    'docs/how-to/gitlab.md',
  ]);
});

test.each(pages)('$file shows files as they are; otherwise run npm run docs:reference', (page) => {
  expect(page.before).toBe(page.text);
});
