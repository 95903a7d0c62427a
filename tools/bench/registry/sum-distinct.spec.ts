import { expect, test } from 'vitest';
import { sumDistinct } from './sum-distinct.ts';

function layer(name: string, size: number) {
  return { digest: `z-${name}`, diffId: name, size };
}

test('counts each layer once, and those of the base not at all', () => {
  const base = layer('base', 1000);
  const shared = layer('shared', 100);
  const images = [
    [base, shared, layer('a', 10)],
    [base, shared, layer('b', 1)],
  ];
  expect(sumDistinct(images, new Set(['base']))).toBe(111);
});
