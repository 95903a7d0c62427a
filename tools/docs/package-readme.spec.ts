import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markdownPages, ROOT } from './markdown-pages.ts';

const pages = markdownPages();
const readme = textOf('packages/nx-slipway/README.md');
const firstCells = new Set(
  [...readme.matchAll(/^\| ([^|]+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w-]+)[^`]*`/g)].map(([, name]) => name),
  ),
);

test('the README of the package has every generator', () => {
  expect(namesOf('generators').filter((name) => !firstCells.has(name))).toEqual([]);
});

test('the README of the package has a target of every executor', () => {
  const targets: Readonly<Record<string, string>> = {
    develop: 'dev',
    'run-in-dev': 'test',
    'release-publish': 'nx-release-publish',
  };
  expect(namesOf('executors').filter((name) => !firstCells.has(targets[name] ?? name))).toEqual([]);
});

test('the table of targets has every executor', () => {
  const reference = textOf('docs/reference/executors.md');
  const executors = namesOf('executors').map((name) => `\`nx-slipway:${name}\``);
  const table = reference
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`nx-slipway:'));
  expect(executors.filter((name) => !table.some((line) => line.includes(name)))).toEqual([]);
});

function namesOf(kind: 'generators' | 'executors'): readonly string[] {
  const text = readFileSync(join(ROOT, 'packages/nx-slipway', `${kind}.json`), 'utf8');
  return Object.keys(JSON.parse(text)[kind]);
}

function textOf(page: string): string {
  return pages.find(({ file }) => file === page)?.text ?? '';
}
