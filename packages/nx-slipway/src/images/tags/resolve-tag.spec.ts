import { describe, expect, test } from 'vitest';
import { parseTags } from './parse-tags';
import { resolveTag } from './resolve-tag';
import type { Revision, TagFacts } from './tag-facts';

const COMMIT = '860c1904a1ce19322e91ac35af1ab07466440c37';
/** The last second of 2025 in UTC. */
const SECONDS = Date.UTC(2026, 0, 1) / 1000 - 1;
function onBranch(name: string): Revision {
  return {
    commit: COMMIT,
    seconds: SECONDS,
    ref: { event: 'branch', name },
    defaultBranch: 'main',
  };
}
const main: TagFacts = { revision: onBranch('main'), version: '1.2.3', key: 'ab'.repeat(32) };

function resolve(text: string, facts: TagFacts = main) {
  const [template] = parseTags([text]).templates;
  if (!template) throw new Error(text);
  return resolveTag(template, facts);
}

describe('as metadata-action has it', () => {
  const tagged: Revision = { commit: COMMIT, ref: { event: 'tag', name: 'v1/2' } };
  const pull: Revision = { commit: COMMIT, ref: { event: 'pr', name: '318' } };
  test.each<[string, Revision, string]>([
    ['type=raw,value=foo', onBranch('main'), 'foo'],
    ['type=raw,value={{branch}}-{{sha}}', onBranch('fix/x'), 'fix-x-860c190'],
    ["type=raw,value={{commit_date 'YYYYMMDD'}}", onBranch('main'), '20251231'],
    [
      "type=raw,value={{commit_date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}",
      onBranch('main'),
      '20260101-085959',
    ],
    ['type=ref,event=branch', onBranch('my/feature#1'), 'my-feature-1'],
    ['type=ref,event=branch,prefix=foo-,suffix=-bar', onBranch('main'), 'foo-main-bar'],
    ['type=ref,event=tag', tagged, 'v1-2'],
    ['type=ref,event=pr', pull, 'pr-318'],
    ['type=ref,event=pr,suffix=-foo', pull, 'pr-318-foo'],
    ['type=sha', onBranch('main'), 'sha-860c190'],
    ['type=sha,prefix=,suffix=-foo,format=long', onBranch('main'), `${COMMIT}-foo`],
    ['type=raw,value=latest,enable={{is_default_branch}}', onBranch('main'), 'latest'],
  ])('%s', (text, revision, tag) => {
    expect(resolve(text, { revision })).toEqual({ tag });
  });

  test.each<[string, string, string]>([
    ['type=semver,pattern={{version}}', '1.2.3', '1.2.3'],
    ['type=semver,pattern={{major}}.{{minor}}', '1.2.3', '1.2'],
    ['type=semver,pattern=v{{major}}', '1.2.3', 'v1'],
    ['type=semver,pattern={{major}}.{{minor}}', '2.0.8-beta.67', '2.0.8-beta.67'],
    ['type=semver,pattern={{raw}}', 'v2.0.8-rc1', 'v2.0.8-rc1'],
    ['type=semver,pattern={{major}},value=v3.4.5', '1.2.3', '3'],
    ['type=pep440,pattern={{version}}', 'v1.02.3', '1.2.3'],
    ['type=pep440,pattern={{raw}}', 'v1.02.3', 'v1.02.3'],
    ['type=pep440,pattern={{major}}.{{minor}}', '1.2.3', '1.2'],
    ['type=pep440,pattern={{major}}.{{minor}}.{{patch}}', '1.2', '1.2.0'],
    ['type=pep440,pattern={{major}}', '1.2.3rc2', '1.2.3rc2'],
    ['type=pep440,pattern={{major}}', '1.2.3.dev1', '1.2.3.dev1'],
    ['type=pep440,pattern={{major}}', '1.2.3-1', '1.2.3.post1'],
    ['type=pep440,pattern={{version}}', '1.2.3+local.1', '1.2.3-local-1'],
  ])('%s of %s', (text, version, tag) => {
    expect(resolve(text, { revision: {}, version })).toEqual({ tag });
  });
});

test.each([
  ['type=date', '20251231'],
  ['type=date,format=YYYY.MM,tz=Europe/Berlin', '2026.01'],
  ['type=key', 'ab'.repeat(32)],
  ['type=key,format=short,prefix=key-', 'key-abababa'],
])('%s is of this package’s own', (text, tag) => {
  expect(resolve(text)).toEqual({ tag });
});

test.each<[string, TagFacts, string]>([
  ['type=ref,event=tag', main, 'this is no git tag'],
  ['type=ref,event=branch', { revision: { commit: COMMIT } }, 'this is no branch'],
  [
    'type=raw,value=latest,enable={{is_default_branch}}',
    { revision: onBranch('fix') },
    '`enable` is "false"',
  ],
])('%s is not for every occasion', (text, facts, skipped) => {
  expect(resolve(text, facts)).toEqual({ skipped });
});

test.each<[string, TagFacts, string]>([
  ['type=raw,value=', main, 'all it is made of is empty'],
  ['type=raw,value={{tag}}', main, 'all it is made of is empty'],
  ['type=sha', { revision: {} }, 'there is no commit'],
  ['type=date', { revision: {} }, 'there is no commit to take the date of'],
  ['type=key', { revision: {} }, 'the key of the image is not known'],
  ['type=pep440,pattern={{version}}', { revision: {} }, 'its project has no version'],
  [
    'type=semver,pattern={{version}}',
    { revision: {}, version: '1.2rc1' },
    '"1.2rc1" is no version by SemVer',
  ],
  [
    'type=pep440,pattern={{version}}',
    { revision: {}, version: 'one' },
    '"one" is no version by PEP 440',
  ],
])('%s comes to nothing where something should be', (text, facts, lack) => {
  expect(resolve(text, facts)).toEqual({ lack, next: expect.any(String) });
});
