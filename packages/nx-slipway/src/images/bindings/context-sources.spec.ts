import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { contextSources } from './context-sources';

function sources(text: string, stage?: string) {
  const { dockerfile } = parseDockerfile(text, 'svc/Dockerfile');
  const target = stage === undefined ? undefined : findStage(dockerfile, stage);
  return contextSources(dockerfile, target && [target]).map(({ path, place }) => [
    path,
    place.line,
  ]);
}

const FRONTEND = `FROM node AS frontend
WORKDIR /src
COPY frontend/package.json ./frontend/package-lock.json ./
RUN --mount=type=bind,source=proto,target=/proto make proto
ADD frontend/ .
FROM scratch AS unused
COPY unused /
FROM python
COPY . .
COPY --from=frontend /src/out /static
`;

test('every way of taking a path by name is found, in each stage, with its line', () => {
  expect(sources(FRONTEND)).toEqual([
    ['frontend', 5],
    ['frontend/package-lock.json', 3],
    ['frontend/package.json', 3],
    ['proto', 4],
    ['unused', 7],
  ]);
});

test('of one target only what it needs', () => {
  expect(sources(FRONTEND, 'unused')).toEqual([['unused', 7]]);
});

test.each([
  ['the whole context', 'FROM scratch\nCOPY . /\n', []],
  ['a heredoc', 'FROM scratch\nCOPY <<a /x\nb\na\n', []],
  ['a URL', 'FROM scratch\nADD https://example.com/a /\n', []],
  [
    'a repository',
    'FROM scratch\nADD git@host.example:team/x.git ssh://git@a.example/b.git /\n',
    [],
  ],
  ['a repository of git', 'FROM scratch\nADD git://host.example/team/x.git#main /\n', []],
  ['an argument', 'FROM scratch\nARG DIR=web\nCOPY $DIR/x /\n', [['web/x', undefined]]],
  ['a JSON array', 'FROM scratch\nCOPY ["my web/", "/"]\n', [['my web', undefined]]],
  ['a pattern', 'FROM scratch\nCOPY web/*.json /\n', [['web/*.json', 2]]],
  ['a mount without a source', 'FROM x\nRUN --mount=type=bind,target=/x y\n', []],
  ['a path above', 'FROM scratch\nCOPY ../web /\n', [['web', 2]]],
  ['what the base may decide', 'FROM x\nCOPY $DIR/x /\nCOPY web /\n', []],
  ['a file BuildKit refuses', 'FROM scratch\nCOPY web\n', []],
])('%s', (_, text, found) => {
  expect(sources(text)).toEqual(found);
});
