import { expect, test } from 'vitest';
import { releaseTags } from './release-tags';

test.each([
  ['1.2.0', ['1.2.0']],
  ['1.2.0-rc.1', ['1.2.0-rc.1', '1.2.0rc1']],
  ['1.2.0rc1', ['1.2.0-rc.1', '1.2.0rc1']],
  ['1.2', ['1.2.0']],
  // Of git tags that are not semver's, and of versions that other tools than this plugin have given.
  ['1.2.0.post1', ['1.2.0.post1']],
  ['1.2.0-next.1', ['1.2.0-next.1']],
])('%s is tagged %j', (version, tags) => {
  expect(releaseTags(version)).toEqual(tags.map((tag) => `type=raw,value=${tag}`));
});
