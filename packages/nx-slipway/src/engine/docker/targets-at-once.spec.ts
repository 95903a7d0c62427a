import { expect, test } from 'vitest';
import type { BakeTarget } from '../../bake/bake-file';
import { targetsAtOnce } from './targets-at-once';

function bakeFile(links: Readonly<Record<string, readonly string[]>>) {
  const target = Object.entries(links).map(([name, linked]): [string, BakeTarget] => [
    name,
    { context: '.', contexts: Object.fromEntries(linked.map((each) => [each, `target:${each}`])) },
  ]);
  return { target: Object.fromEntries(target) };
}

const SHARED = bakeFile({
  a: ['base', 'x'],
  b: ['base'],
  c: ['base', 'y'],
  base: [],
  x: [],
  y: [],
});

test.each([
  [6, ['a', 'b', 'c']],
  [5, ['a', 'b']],
  [4, ['a', 'b']],
  [3, ['a']],
  // One image is built whatever it links to.
  [1, ['a']],
])('of builds that may be %i, %j are the first', (limit, first) =>
  expect(targetsAtOnce(SHARED, ['a', 'b', 'c'], limit)).toEqual(first),
);

test('workspaces of usual size take one call', () => {
  const names = Array.from({ length: 60 }, (_, index) => `s${index}`);
  const links = Object.fromEntries(names.map((name) => [name, ['base']]));
  expect(targetsAtOnce(bakeFile({ ...links, base: [] }), names)).toEqual(names);
});
