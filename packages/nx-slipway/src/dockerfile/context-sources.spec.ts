import { expect, test } from 'vitest';
import { contextSources } from './context-sources';
import { parseDockerfile } from './parse-dockerfile';

test.each<[string, readonly string[]]>([
  ['COPY pyproject.toml uv.lock /', ['pyproject.toml', 'uv.lock']],
  ['COPY --link ./services/api/ service/', ['services/api']],
  ['COPY ["a b", "/c", "/d/"]', ['a b', 'c']],
  ['ADD --chmod=755 tools/*.sh /usr/bin/', ['tools/*.sh']],
  ['RUN --mount=type=bind,source=uv.lock,target=/l --mount=type=cache,target=/c x', ['uv.lock']],
  ['RUN --mount=src=a,target=/a --mount=target=/b x', ['.', 'a']],
  ['COPY . .', ['.']],
  ['COPY ./ a/../b //c /', ['.', 'b', 'c']],
  ['COPY --from=base a b', []],
  ['RUN --mount=type=bind,from=base,source=a,target=/a x', []],
  ['ADD https://index.example/x git@x:y.git $HERE ../out /z/', []],
  ['COPY <<EOF /x\na b\nEOF', []],
])('%s', (instruction, expected) => {
  const { stages } = parseDockerfile(`FROM a AS base\n${instruction}\n`, 'Dockerfile').dockerfile;
  expect(contextSources(stages)).toEqual(expected);
});
