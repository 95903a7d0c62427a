import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../test-support/read-only-adoption';

test.each([
  ['.', '.', 'copies the whole build context, of which the new image has services/api'],
  ['.', 'services', 'copies services, of which the new image has services/api'],
])('from %s, COPY %s takes more than the project, which is said', (context, source, said) => {
  const { instructions } = readOnlyAdoption(`COPY ${source} /srv`, { context });
  expect(instructions).toContainEqual(
    expect.objectContaining({ what: expect.stringContaining(said) as string }),
  );
});

test.each([
  ['services/api', '.'],
  ['.', 'services/api'],
])('from %s, COPY %s takes the project alone', (context, source) => {
  const { instructions } = readOnlyAdoption(`COPY ${source} /srv`, { context });
  expect(instructions.map(({ what }) => what)).toEqual([
    'base: python:3.13-slim-trixie',
    'code: .',
  ]);
});
