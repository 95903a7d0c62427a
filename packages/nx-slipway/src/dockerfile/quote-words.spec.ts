import { expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile';
import { copyWords, isQuotablePath, mountWord, shellWord } from './quote-words';
import { contextPaths, readTarget } from './read-target';

test.each([
  [['a/pyproject.toml', 'a/uv.lock', '/'], 'a/pyproject.toml a/uv.lock /'],
  [['my api/uv.lock', '/my api/'], '["my api/uv.lock", "/my api/"]'],
])('%j are copied by %s', (paths, words) => {
  expect(copyWords(paths)).toBe(words);
  const { dockerfile, problems } = parseDockerfile(`FROM scratch\nCOPY ${words}\n`, 'Dockerfile');
  expect(problems).toEqual([]);
  const [stage] = dockerfile.stages;
  expect(stage && contextPaths(readTarget(dockerfile, stage))).toEqual(paths.slice(0, -1));
});

test('a mount of a path with a blank is read whole', () => {
  const mount = mountWord('type=bind,source=my api/uv.lock,target=/lock/uv.lock');
  const { dockerfile, problems } = parseDockerfile(
    `FROM scratch\nRUN --mount=${mount} uv sync\n`,
    'Dockerfile',
  );
  expect(problems).toEqual([]);
  const [stage] = dockerfile.stages;
  expect(stage && contextPaths(readTarget(dockerfile, stage))).toEqual(['my api/uv.lock']);
});

test.each([
  ['services/api', 'services/api'],
  ['services/my api/x', "'services/my api/x'"],
  ['it`s $HOME; "x"', `'it\`s $HOME; "x"'`],
  ["it's", `'it'\\''s'`],
  ['', "''"],
])('%s is the word %s of a shell', (path, word) => {
  expect(shellWord(path)).toBe(word);
});

test.each([
  ['services/api', true],
  ['services/my api', true],
  ['services/größe_1.0@x+y', true],
  ['a#b/c!d', true],
  ['services/[x]', false],
  ['services/a*', false],
  ['$home', false],
  ["it's", false],
  ['a,b', false],
  ['#a', false],
  ['a/!b', false],
  ['a /b', false],
  ['a/ b', false],
  ['a\nb', false],
])('whether %j can be quoted: %s', (path, expected) => {
  expect(isQuotablePath(path)).toBe(expected);
});
