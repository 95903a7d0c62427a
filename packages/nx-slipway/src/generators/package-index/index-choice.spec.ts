import { expect, test } from 'vitest';
import { rootFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { chooseIndex, indexOf } from './index-choice';

const PUBLIC = 'https://index.example/simple';
const OWN = 'https://own.example/simple';

function choose(index?: string) {
  return chooseIndex([OWN, PUBLIC, 'wheels', 'wheels', 'wheels', undefined, PUBLIC], {
    fetchPage: fetch,
    withLogin: (address) => address.replace('://', '://ada@'),
    ...(index !== undefined && { index }),
  });
}

test('without a name the index is asked that most packages are locked to', () => {
  const { defaultIndex, addressOf } = choose();
  expect([defaultIndex, addressOf(OWN)]).toEqual(
    [PUBLIC, OWN].map((each) => each.replace('://', '://ada@')),
  );
  expect(chooseIndex([], { fetchPage: fetch }).defaultIndex).toBeUndefined();
});

test('one that is named stands for that one, and for no other', () => {
  const { defaultIndex, addressOf } = choose('https://mirror.example');
  expect([defaultIndex, addressOf(PUBLIC), addressOf(OWN)]).toEqual([
    'https://ada@mirror.example',
    'https://ada@mirror.example',
    'https://ada@own.example/simple',
  ]);
});

test.each([
  [{ UV_DEFAULT_INDEX: 'a', PIP_INDEX_URL: 'b' }, 'a'],
  [{ UV_INDEX_URL: 'c' }, 'c'],
  [{ PIP_INDEX_URL: 'b' }, 'b'],
  [{}, undefined],
])('with %j the index is %s', (environment, index) =>
  expect(indexOf(environment, workspaceOf(rootFiles()))).toBe(index),
);
