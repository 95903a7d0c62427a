import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compare, GOALS } from './compare.ts';
import { formatPage } from './format-page.ts';
import { addRun, type Results, type Row } from './results.ts';
import { sides } from './shape.ts';
import { shapes } from './shapes.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const results = JSON.parse(read('../results/layouts.json')) as Results;

test('nothing is measured, or every shape of every text on both sides, each as often', () => {
  const all = shapes.flatMap(({ name, seed }) => sides.map((side) => [name, seed, side]));
  const expected = results.rows.length === 0 ? [] : all;
  expect(results.rows.map(({ shape, seed, side }) => [shape, seed, side])).toEqual(expected);
  for (const { shape, side, bytes, uncached, code, dependency } of results.rows) {
    const runs = [uncached, code, dependency].map((each) => each.length);
    expect([shape, side, bytes > 0, ...runs]).toEqual([
      shape,
      side,
      true,
      ...runs.map(() => runs[0]),
    ]);
    expect(runs[0]).toBeGreaterThanOrEqual(2);
  }
});

test('the page is what the figures give', () => {
  expect(read('../../../docs/measurements/layouts.md')).toBe(formatPage(results));
});

test('each original says that it is reconstructed', () => {
  for (const { original } of shapes) {
    expect(read(`originals/${original.dockerfile}.Dockerfile`)).toMatch(
      /^# Reconstructed from a description of /,
    );
  }
});

test('a goal that is missed has what is left to it', () => {
  const of = { shape: 'slim', seed: 'text' };
  const run = { bytes: 100, uncached: 60, code: 4, dependency: 20 };
  const original = addRun([], { ...of, side: 'original' }, run);
  const rows: readonly Row[] = addRun(
    addRun(original, { ...of, side: 'nx-slipway' }, { ...run, bytes: 80, code: 3 }),
    { ...of, side: 'nx-slipway' },
    { ...run, bytes: 80, code: 5 },
  );
  expect(compare(rows, 'bytes')).toEqual([
    { shape: 'slim', original: 100, slipway: 80, ratio: 0.8, left: 0 },
  ]);
  expect(compare(rows, 'code')).toEqual([
    { shape: 'slim', original: 4, slipway: 4, ratio: 1, left: 4 - GOALS.code * 4 },
  ]);
});
