// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile';
import { contextPaths, readTarget } from './read-target';

function paths(lines: string, name?: string, context?: string): readonly string[] {
  const { dockerfile } = parseDockerfile(lines, 'Dockerfile', { contexts: { lib: 'vendor/lib' } });
  const stage = dockerfile.stages.findLast((each) => name === undefined || each.name === name);
  return stage ? contextPaths(readTarget(dockerfile, stage), context) : [];
}

test.each<[string, readonly string[]]>([
  ['COPY pyproject.toml uv.lock /', ['pyproject.toml', 'uv.lock']],
  ['COPY --link ./services/api/ service/', ['services/api']],
  ['COPY ["a b", "/c", "/d/"]', ['a b', 'c']],
  ['COPY services/x/"src" /', ['services/x/src']],
  ['COPY a/../b //c ../d /', ['b', 'c', 'd']],
  ['ADD --chmod=755 tools/*.sh /usr/bin/', ['tools/*.sh']],
  ['RUN --mount=type=bind,source=one,src=two,target=/t x', ['two']],
  ['RUN --mount=type=BIND,source=uv.lock,target=/l x', ['uv.lock']],
  ['RUN --mount=target=/b x', ['.']],
  ['COPY . .', ['.']],
  ['ARG WHERE=x\nCOPY $WHERE /', ['x']],
  // Nobody here knows what the base has set.
  ['COPY $WHERE /', ['.']],
  ['COPY --from=base a b', []],
  ['COPY --from=lib a b', []],
  ['ADD https://index.example/x /z/', []],
  ['COPY <<EOF /x\na b\nEOF', []],
])('%s', (instruction, expected) => {
  expect(paths(`FROM a AS base\nFROM base\n${instruction}\n`)).toEqual(expected);
});

test('a target takes what it needs, and no other stage', () => {
  const text = 'FROM a AS one\nCOPY x /\nFROM a AS two\nCOPY y /\nFROM one\nCOPY z /\n';
  expect(paths(text)).toEqual(['x', 'z']);
  expect(paths(text, 'two')).toEqual(['y']);
});

test('folders that are named contexts are asked by their names', () => {
  expect(paths('FROM a\nCOPY --from=lib src/*.txt /\n', undefined, 'lib')).toEqual(['src/*.txt']);
});

test('of a target that BuildKit refuses everything counts', () => {
  expect(paths('FROM a\nCOPY --link --chown=name x /\n')).toEqual(['.']);
});
