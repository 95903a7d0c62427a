import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { SIDEBAR } from '../../docs/.vitepress/pages.ts';
import { anchorsOf, markdownPages, ROOT, withoutCode } from './markdown-pages.ts';

const pages = markdownPages();

test.each(pages)('the links of $file lead to files and headings', ({ file, text }) => {
  expect(linksOf(text).filter((link) => !exists(link, { file, text }))).toEqual([]);
});

test('every page of the docs is in the sidebar', () => {
  const listed = SIDEBAR.flatMap((item) => [item, ...(item.items ?? [])]).flatMap(
    ({ link }) => link ?? [],
  );
  const found = pages
    .map(({ file }) => /^docs\/(.*)\.md$/.exec(file)?.[1])
    .filter((page) => page !== undefined && page !== 'index')
    .map((page) => `/${page}`);
  expect([...listed].sort()).toEqual([...found].sort());
});

test('the first page of the docs leads to every other page', () => {
  const first = pages.find(({ file }) => file === 'docs/index.md')?.text ?? '';
  const links = new Set(linksOf(first).map((link) => `docs/${link}`));
  const others = pages.map(({ file }) => file).filter((file) => /^docs\/(?!index)/.test(file));
  expect(others.filter((file) => !links.has(file))).toEqual([]);
});

test('the files and folders that ARCHITECTURE.md names exist', () => {
  const { text = '' } = pages.find(({ file }) => file.endsWith('/ARCHITECTURE.md')) ?? {};
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?|[\w.-]+\/)`/g)].map(
    ([, path = '']) => path,
  );
  const places = ['packages/nx-slipway/src', 'packages/nx-slipway', '.'];
  expect(named.length).toBeGreaterThan(20);
  expect(
    named.filter((path) => !places.some((place) => existsSync(join(ROOT, place, path)))),
  ).toEqual([]);
});

/** Targets of links and pictures that are not of another host. */
function linksOf(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function exists(link: string, page: { readonly file: string; readonly text: string }): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page.file : posix.join(posix.dirname(page.file), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(readFileSync(join(ROOT, target), 'utf8')).has(anchor);
}
