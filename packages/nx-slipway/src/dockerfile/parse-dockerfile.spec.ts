// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { describe, expect, test } from 'vitest';
import type { Stage } from './dockerfile';
import { missesArgument, parseDockerfile } from './parse-dockerfile';

function lines(...all: string[]) {
  return `${all.join('\n')}\n`;
}
function parse(...all: string[]) {
  return parseDockerfile(lines(...all), 'services/api/Dockerfile');
}
function texts(stage: Stage | undefined) {
  return stage?.instructions.map(({ text }) => text);
}

describe('a whole file', () => {
  test('becomes stages with their references', () => {
    const text = lines(
      'FROM acme/python-base AS python-base',
      'FROM python-base AS runtime',
      'COPY --link --from=python-base /venv /venv',
      'RUN --mount=type=bind,from=acme/tools,target=/t t',
    );
    expect(parseDockerfile(text, 'services/api/Dockerfile')).toEqual({
      dockerfile: {
        file: 'services/api/Dockerfile',
        text,
        arguments: {},
        globals: [],
        stages: [
          {
            index: 0,
            name: 'python-base',
            from: {
              how: 'from',
              text: 'acme/python-base',
              written: 'acme/python-base',
              kind: 'image',
              line: 1,
            },
            instructions: [],
            uses: [],
            line: 1,
            endLine: 1,
          },
          {
            index: 1,
            name: 'runtime',
            from: {
              how: 'from',
              text: 'python-base',
              written: 'python-base',
              kind: 'stage',
              stage: 0,
              line: 2,
            },
            instructions: [
              { keyword: 'COPY', text: 'COPY --link --from=python-base /venv /venv', line: 3 },
              {
                keyword: 'RUN',
                text: 'RUN --mount=type=bind,from=acme/tools,target=/t t',
                line: 4,
              },
            ],
            uses: [
              { how: 'copy', text: 'python-base', kind: 'stage', stage: 0, line: 3 },
              { how: 'mount', text: 'acme/tools', kind: 'image', line: 4 },
            ],
            line: 2,
            endLine: 2,
          },
        ],
      },
      problems: [],
    });
  });

  test('is read alike with CRLF and a byte order mark', () => {
    const unix = lines('FROM a AS x', 'RUN one \\', '# why', '  two', 'FROM x', 'USER 1');
    const { dockerfile } = parseDockerfile(`\uFEFF${unix.replaceAll('\n', '\r\n')}`, 'f');
    expect(dockerfile.stages.map(texts)).toEqual([['RUN one two'], ['USER 1']]);
    expect(dockerfile.stages.map(({ line }) => line)).toEqual([1, 5]);
  });

  test('with a frontend and arguments before the first FROM', () => {
    const text = '# syntax=acme/frontend:1\n# note\nARG  A=1\nARG B=$A\nFROM x\nARG A\n';
    const { dockerfile } = parseDockerfile(text, 'Dockerfile');
    expect(dockerfile.syntax).toBe('acme/frontend:1');
    expect(dockerfile.globals.map((each) => each.text)).toEqual(['ARG A=1', 'ARG B=$A']);
  });
});

describe('FROM', () => {
  const BASES = ['ARG VERSION=3.13 OTHER', 'ARG BASE="python:$VERSION"'];
  test.each([
    ['FROM python', 'python'],
    ['FROM --platform=$BUILDPLATFORM "python:3" AS b', 'python:3'],
    ['FROM \\\n # which\n  python:3 \\\n AS b', 'python:3'],
    ['FROM ${BASE}', 'python:3.13'],
    ['FROM $BASE AS b', 'python:3.13'],
    ['FROM ${NONE:-debian}:${VERSION}', 'debian:3.13'],
    ['FROM python${NONE:+-slim}${VERSION:+-slim}', 'python-slim'],
    ['FROM ${BASE%:*}', 'python'],
    ['FROM base-${TARGETARCH}', 'base-amd64'],
  ])('%s names %s', (from, expected) => {
    const { dockerfile } = parse(...BASES, from);
    expect(dockerfile.stages.map((stage) => stage.from.text)).toEqual([expected]);
  });

  test('takes the build arguments it is read with', () => {
    const text = lines('ARG BASE', 'FROM a AS one', 'FROM ${BASE} AS two');
    const given = parseDockerfile(text, 'f', { buildArgs: { BASE: 'one' } });
    expect(given.dockerfile.stages[1]?.from).toMatchObject({ kind: 'stage', stage: 0 });
    expect(missesArgument(given.dockerfile)).toEqual([]);
  });

  test('without a value is no fault of the file: its stages are those that are written', () => {
    const { dockerfile, problems } = parse(
      'ARG BASE',
      'FROM a AS one',
      'FROM ${BASE} AS two',
      'COPY --from=one a b',
    );
    expect(problems.map(({ kind }) => kind)).toEqual(['dockerfile-check']);
    expect(dockerfile.stages[1]?.from).toMatchObject({ kind: 'image', text: '${BASE}' });
    expect(dockerfile.stages[1]?.uses).toMatchObject([{ kind: 'stage', stage: 0 }]);
    expect(missesArgument(dockerfile)).toEqual([
      {
        kind: 'dockerfile-broken',
        misses: 'argument',
        place: { file: 'services/api/Dockerfile', line: 3 },
        detail: 'base name (${BASE}) should not be blank',
      },
    ]);
  });

  test('sees the stages above it only, and of two the nearer', () => {
    const { dockerfile } = parse('FROM x AS X', 'FROM x AS x', 'FROM x', 'FROM scratch');
    expect(dockerfile.stages.map(({ from }) => [from.kind, from.stage])).toEqual([
      ['image', undefined],
      ['stage', 0],
      ['stage', 1],
      ['scratch', undefined],
    ]);
  });

  test('of a stage that a named context stands for is not followed', () => {
    const text = lines('FROM a AS one', 'FROM one AS two');
    const { stages } = parseDockerfile(text, 'f', { contexts: { one: 'target:x' } }).dockerfile;
    expect(stages.map(({ isReplaced = false }) => isReplaced)).toEqual([true, false]);
  });
});

describe('COPY --from and mounts', () => {
  test('see every stage of the file, COPY by number too', () => {
    const { dockerfile, problems } = parse(
      'FROM a AS One',
      'COPY --from=two a b',
      'COPY --from=1 --chown=1:1 ["a b", "c"]',
      'FROM b AS two',
      'RUN --mount=type=CACHE,target=/c --mount=from=nginx,target=/b x',
      'RUN --mount=type=secret,id=from echo --mount=from=nothing',
      'ONBUILD COPY --from=later a b',
    );
    expect(problems.filter(({ kind }) => kind === 'dockerfile-broken')).toEqual([]);
    expect(
      dockerfile.stages.flatMap(({ uses }) => uses.map((use) => [use.kind, use.text])),
    ).toEqual([
      ['stage', 'two'],
      ['stage', 'two'],
      ['image', 'nginx'],
    ]);
  });
});

test.each([
  ['RUN <<EOF', 'EOF', 'RUN <<EOF'],
  ['RUN python3 <<EOF', 'EOF', 'RUN python3 <<EOF'],
  ['RUN --mount=type=cache,target=/c <<EOF', 'EOF', 'RUN --mount=type=cache,target=/c <<EOF'],
])('%s takes the lines to its end', (opening, closing, head) => {
  const { dockerfile } = parse('FROM a', opening, '# kept  as is', 'FROM b', closing, 'USER 1');
  const text = `${head}\n# kept  as is\nFROM b\n${closing}`;
  expect(dockerfile.stages.map(texts)).toEqual([[text, 'USER 1']]);
});

test('`# escape` changes the character that continues lines', () => {
  const windows = parse('#escape=`', 'FROM a', 'RUN a `', ' b', 'WORKDIR c:\\');
  expect(texts(windows.dockerfile.stages[0])).toEqual(['RUN a  b', 'WORKDIR c:\\']);
});
