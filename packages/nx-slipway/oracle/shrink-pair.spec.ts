import { expect, test } from 'vitest';
import { type Pair, shrinkPair } from './shrink-pair';
import type { Subject } from './subject';

function subject(
  name: string,
  dockerfile: readonly string[],
  more: Partial<Subject> = {},
): Subject {
  const files = { a: { text: 'a', mode: 0o644 }, b: { text: 'b', mode: 0o644 } };
  return { ...{ name, dockerfile, files, args: { X: '1', Y: '2' }, context: 'own' }, ...more };
}

const before = [
  subject('s0', ['FROM scratch', 'COPY a /']),
  subject('s1', ['FROM acme/s0', 'COPY a /', 'COPY b /'], { ignore: ['c', 'd'] }),
  subject('s2', ['FROM scratch']),
];
const pair: Pair = {
  before,
  edits: before.map((each) => ({
    subject: { ...each, files: { ...each.files, b: { text: 'B', mode: 0o644 } } },
    what: 'edit b',
    touched: [`services/${each.name}/b`],
  })),
};

test('what has a part in it is all that is left', async () => {
  const { before, edits } = await shrinkPair(pair, 's1', async (smaller) => {
    const index = smaller.before.findIndex(({ name }) => name === 's1');
    const [old, edit] = [smaller.before[index], smaller.edits[index]];
    return (
      old?.dockerfile.includes('COPY b /') === true &&
      old.ignore?.includes('d') === true &&
      JSON.stringify(old.files.b) !== JSON.stringify(edit?.subject.files.b)
    );
  });
  const [old] = before;
  expect(before).toHaveLength(1);
  expect(old).toEqual({
    ...{ name: 's1', context: 'own', dockerfile: ['COPY b /'], args: {}, ignore: ['d'] },
    files: { b: { text: 'b', mode: 0o644 } },
  });
  expect(edits).toEqual([
    {
      subject: { ...old, files: { b: { text: 'B', mode: 0o644 } } },
      what: 'edit b',
      touched: ['services/s1/b'],
    },
  ]);
});

test('a pair of which all is needed stays as it is', async () => {
  expect(await shrinkPair(pair, 's1', async () => false)).toBe(pair);
});
