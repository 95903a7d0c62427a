import { expect, test } from 'vitest';
import { normalizeDirectory } from './normalize-directory';

test.each([
  ['services/api', 'services/api'],
  ['./services/api/', 'services/api'],
  ['services\\api', 'services/api'],
  ['services/x/../api', 'services/api'],
  ['.', '.'],
])('%s is the folder %s', (directory, expected) =>
  expect(normalizeDirectory(directory)).toEqual({ directory: expected }),
);

test.each(['../api', '/srv/api', 'C:/api', 'services/../../api', 'my services/api', 'a/*'])(
  '%j is no folder below the root',
  (directory) =>
    expect(normalizeDirectory(directory)).toEqual({
      problem: { kind: 'directory-outside', directory },
    }),
);
