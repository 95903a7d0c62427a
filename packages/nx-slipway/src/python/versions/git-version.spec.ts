import { describe, expect, test } from 'vitest';
import { highestTag, versionSince } from './git-version';

describe('the tag of a project', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['is the highest version, not the last text', ['v1.9.0', 'v1.10.0', '1.2'], 'v1.10.0'],
    ['with its name comes before those of the repository', ['v9.0.0', 'api-v1.2.0'], 'api-v1.2.0'],
    ['has any of the usual separators', ['api@1.0.0', 'api/v1.1.0', 'api-1.0.1'], 'api/v1.1.0'],
    ['may have the name as it is normalised', ['my-api@2.0'], 'my-api@2.0'],
    ['is none of a project whose name starts alike', ['api-client-v3.0', 'api2-v4.0'], undefined],
    ['is a version by PEP 440', ['validated', 'release', 'v1.0.0-next.1'], undefined],
    ['may be a pre-release, which is below its release', ['v1.0.0-rc.1', 'v1.0.0'], 'v1.0.0'],
    ['is missing where there are none', [], undefined],
  ])('%s', (_, tags, expected) => {
    expect(highestTag(tags, ['api', 'My.Api', 'my-api'])?.tag).toBe(expected);
  });

  test('gives a version that is normalised and has no local part', () => {
    expect(highestTag(['api-v1.2.0-RC.3+build5'], ['api'])?.version).toBe('1.2.0rc3');
  });
});

test.each([
  ['1.2.0', 0, false, '1.2.0'],
  ['1.2.0', 3, false, '1.2.1.dev3'],
  ['1.9', 1, false, '1.10.dev1'],
  ['1.2.0', 0, true, '1.2.1.dev0'],
  ['1.2.0', 3, true, '1.2.1.dev3'],
  ['1.2.0rc1', 2, false, '1.2.0rc2.dev2'],
  ['1.0.post1', 2, false, '1.0.post2.dev2'],
  ['1.0.dev4', 0, false, '1.0.dev4'],
  ['1.0.dev4', 2, false, '1.0.dev6'],
  ['1.0.dev4', 0, true, '1.0.dev5'],
])('%s and %i commits, changed: %s', (release, commits, isChanged, expected) => {
  expect(versionSince(release, commits, isChanged)).toBe(expected);
});
