import { expect, test } from 'vitest';
import type { IndexAnswer } from '../../python/index/index-page';
import { answerFor, byReason, filesOfRelease, indexKey } from './index-answers';

const OWN = 'https://own.example/simple';
const DOWN = { why: 'no network', isDown: true } as const;
const files = ['x-1.0.tar.gz', 'x-1.0-py3-none-any.whl', 'x-1.0.1.tar.gz'].map((name) => ({
  ...{ name, hashes: [] },
}));
const index = new Map<string, IndexAnswer>([
  [indexKey({ name: 'x' }), { files }],
  [indexKey({ name: 'x', index: OWN }), DOWN],
]);

test('a project is that of the index that its lock names', () => {
  expect(answerFor({ name: 'x' }, { index })).toEqual({ files });
  expect(answerFor({ name: 'x', index: OWN }, { index })).toEqual(DOWN);
  expect(answerFor({ name: 'y' }, { index })).toHaveProperty('why');
  expect(answerFor({ name: 'x' }, { index: DOWN })).toEqual(DOWN);
});

test('the files of one release', () => {
  expect(filesOfRelease({ name: 'x', version: '1.0.0' }, { index })).toEqual({
    files: files.slice(0, 2),
  });
  expect(filesOfRelease({ name: 'x', version: '2.0' }, { index })).toHaveProperty('why');
});

test('what is unknown for one reason is one thing', () => {
  const gone = { why: 'gone' };
  const items = [{ name: 'b' }, { name: 'a' }, { name: 'c' }, { name: 'a' }];
  const [b, a, c, again] = items;
  if (!b || !a || !c || !again) throw new Error('four items');
  expect(
    byReason([
      [b, DOWN],
      [a, DOWN],
      [c, gone],
      [again, DOWN],
    ]),
  ).toEqual([
    { ...DOWN, items: [b, a, again], packages: ['a', 'b'] },
    { ...gone, items: [c], packages: ['c'] },
  ]);
});
