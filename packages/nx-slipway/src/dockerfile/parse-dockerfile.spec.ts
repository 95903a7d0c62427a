// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { describe, expect, test } from 'vitest';
import type { Stage } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const parse = (...all: string[]) => parseDockerfile(lines(...all), 'services/api/Dockerfile');
const texts = (stage: Stage | undefined) => stage?.instructions.map(({ text }) => text);

describe('a whole file', () => {
  test('becomes stages with their references at exact offsets', () => {
    const text = lines(
      'FROM acme/python-base AS python-base',
      'FROM python-base AS runtime',
      'COPY --link --from=python-base /venv /venv',
      'RUN --mount=type=bind,from=acme/tools,target=/t t',
    );
    expect(parseDockerfile(text, 'services/api/Dockerfile')).toEqual({
      dockerfile: {
        file: 'services/api/Dockerfile',
        globals: [],
        stages: [
          {
            index: 0,
            name: 'python-base',
            from: {
              how: 'from',
              text: 'acme/python-base',
              kind: 'image',
              line: 1,
              start: 5,
              end: 21,
            },
            instructions: [],
            uses: [],
            line: 1,
          },
          {
            index: 1,
            name: 'runtime',
            from: {
              how: 'from',
              text: 'python-base',
              kind: 'stage',
              stage: 0,
              line: 2,
              start: 42,
              end: 53,
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
              {
                how: 'copy',
                text: 'python-base',
                kind: 'stage',
                stage: 0,
                line: 3,
                start: 84,
                end: 95,
              },
              { how: 'mount', text: 'acme/tools', kind: 'image', line: 4, start: 135, end: 145 },
            ],
            line: 2,
          },
        ],
      },
      problems: [],
    });
    expect(text.slice(135, 145)).toBe('acme/tools');
  });

  test('is read alike with CRLF and a byte order mark', () => {
    const unix = lines('FROM a AS x', 'RUN one \\', '# why', '', '  two', 'FROM x', 'USER 1');
    const windows = `\uFEFF${unix.replaceAll('\n', '\r\n')}`;
    const { dockerfile } = parseDockerfile(windows, 'f');
    expect(dockerfile.stages.map(texts)).toEqual([['RUN one two'], ['USER 1']]);
    expect(dockerfile.stages.map(({ line }) => line)).toEqual([1, 6]);
    const { start = 0, end = 0 } = dockerfile.stages[1]?.from ?? {};
    expect(windows.slice(start, end)).toBe('x');
  });
});

describe('FROM', () => {
  test.each([
    ['FROM python', 'python'],
    ['from localhost:5000/acme/x:1.2@sha256:abc as B', 'localhost:5000/acme/x:1.2@sha256:abc'],
    ['FROM --platform=$BUILDPLATFORM "python:3" AS b', 'python:3'],
    ['FROM \\\n # which\n  python:3 \\\n AS b', 'python:3'],
    ['FROM ${BASE}', 'python:3.13'],
    ['FROM $BASE AS b', 'python:3.13'],
    ['FROM ${NONE:-debian}:${VERSION}', 'debian:3.13'],
    ['FROM python${NONE:+-slim}${VERSION:+-slim}', 'python-slim'],
    ['FROM python:${NONE}', 'python:${NONE}'],
    ['FROM ${BASE%:*}', '${BASE%:*}'],
  ])('%s names %s', (from, expected) => {
    const { dockerfile, problems } = parse(
      'ARG VERSION=3.13 OTHER',
      'ARG BASE="python:$VERSION"',
      from,
    );
    expect(dockerfile.stages.map((stage) => stage.from.text)).toEqual([expected]);
    expect(problems).toEqual([]);
  });

  test('marks the bytes in the file where a variable stands for the reference', () => {
    const text = 'ARG BASE=python:3\nFROM --platform=linux/amd64 ${BASE} AS b\n';
    const [stage] = parseDockerfile(text, 'f').dockerfile.stages;
    expect(text.slice(stage?.from.start, stage?.from.end)).toBe('${BASE}');
    expect(stage?.platform).toBe('linux/amd64');
  });

  test('sees the stages above it only, in either case, and of two the nearer', () => {
    const { dockerfile } = parse('FROM x AS x', 'FROM X AS x', 'FROM x', 'FROM scratch', 'FROM 0');
    expect(dockerfile.stages.map(({ from }) => [from.kind, from.stage])).toEqual([
      ['image', undefined],
      ['stage', 0],
      ['stage', 1],
      ['scratch', undefined],
      ['image', undefined],
    ]);
  });
});

describe('COPY --from and mounts', () => {
  test('see every stage of the file, COPY by number too', () => {
    const { dockerfile, problems } = parse(
      'FROM a AS One',
      'COPY --from=two a b',
      'COPY --from=1 --chown=1:1 ["a b", "c"]',
      'FROM b AS two',
      'RUN --mount=type=cache,target=/c --mount=from=0,target="/a b" x',
      'RUN --mount=type=bind,"from=x,y",target=/z --mount=type=cache,target=/c,from=scratch x',
      'RUN --mount=type=secret,id=from echo --mount=from=nothing',
      'ADD --from=x a b',
      'ONBUILD COPY --from=later a b',
    );
    expect(problems).toEqual([]);
    expect(
      dockerfile.stages.flatMap(({ uses }) => uses.map((use) => [use.kind, use.text])),
    ).toEqual([
      ['stage', 'two'],
      ['stage', '1'],
      ['image', '0'],
      ['image', 'x,y'],
      ['scratch', 'scratch'],
    ]);
  });
});

describe('heredocs', () => {
  test.each([
    ['RUN <<EOF', 'EOF', 'RUN <<EOF'],
    ['RUN <<-"END"  bash', '\tEND', 'RUN <<-"END" bash'],
    ['RUN 3<<EOF cat', 'EOF', 'RUN 3<<EOF cat'],
    ['RUN python3 << EOF', 'EOF', 'RUN python3 << EOF'],
    ['COPY <<A <<B /x/', 'A\nb\nB', 'COPY <<A <<B /x/'],
    ['RUN --mount=type=cache,target=/c <<EOF', 'EOF', 'RUN --mount=type=cache,target=/c <<EOF'],
  ])('%s takes the lines to its end', (opening, closing, head) => {
    const { dockerfile, problems } = parse(
      'FROM a',
      opening,
      '# kept  as is',
      'FROM b',
      closing,
      'USER 1',
    );
    expect(problems).toEqual([]);
    const text = `${head}\n# kept  as is\nFROM b\n${closing}\n`;
    expect(dockerfile.stages.map(texts)).toEqual([[text, 'USER 1']]);
  });

  test.each(['RUN echo "<<EOF"', 'RUN cat <<< word', 'RUN ["<<EOF"]', 'RUN a<<EOF', 'ENV A=<<EOF'])(
    '%s opens none',
    (line) => {
      expect(texts(parse('FROM a', line, 'USER 1').dockerfile.stages[0])).toHaveLength(2);
    },
  );
});

test('a doubled backslash continues no line, `# escape` changes the character', () => {
  expect(texts(parse('FROM a', 'RUN echo \\\\', 'USER 1').dockerfile.stages[0])).toHaveLength(2);
  const windows = parse('# syntax=x', '#escape=`', 'FROM a', 'RUN a `', ' b', 'WORKDIR c:\\');
  expect(texts(windows.dockerfile.stages[0])).toEqual(['RUN a  b', 'WORKDIR c:\\']);
  const late = parse('', '# escape=`', 'FROM a', 'RUN a \\', ' b');
  expect(texts(late.dockerfile.stages[0])).toEqual(['RUN a b']);
});

describe('problems', () => {
  const place = (line: number) => ({ file: 'services/api/Dockerfile', line });
  const broken = (line: number, detail: string) => ({
    kind: 'dockerfile-broken' as const,
    place: place(line),
    detail,
  });

  test.each([
    ['an empty file', [''], [broken(1, 'it has no FROM')]],
    ['no FROM', ['ARG A=1'], [broken(1, 'it has no FROM')]],
    [
      'an unknown instruction',
      ['FROM a', 'COPPY a b'],
      [broken(2, 'COPPY is no instruction; did you mean COPY?')],
    ],
    ['a template', ['{{ x }}'], [broken(1, '{{ is no instruction')]],
    [
      'an instruction before FROM',
      ['RUN a', 'FROM a'],
      [broken(1, 'RUN stands before the first FROM')],
    ],
    ['FROM alone', ['FROM'], [broken(1, 'FROM names no image')]],
    [
      'FROM with too much',
      ['FROM a b'],
      [broken(1, 'FROM is `FROM image` or `FROM image AS name`')],
    ],
    [
      'an impossible stage name',
      ['FROM a AS 1x'],
      [broken(1, '1x is no name for a stage: a letter, then letters, digits, `.`, `_`, `-`')],
    ],
    ['an open heredoc', ['FROM a', 'RUN <<EOF', 'b'], [broken(2, 'the heredoc <<EOF has no end')]],
    [
      'a variable in --from',
      ['FROM a', 'COPY --from=$B a b'],
      [broken(2, 'BuildKit fills no variable into $B; name a stage that is built FROM it')],
    ],
    [
      'a circle of stages',
      ['FROM a AS a', 'COPY --from=b a b', 'FROM a AS b'],
      [broken(1, 'stages need each other in a circle: a -> b -> a')],
    ],
    [
      'an unknown stage number',
      ['FROM a', 'RUN x', 'COPY --from=1 a b'],
      [{ kind: 'stage-index-unknown', place: place(3), stageIndex: 1, count: 1 }],
    ],
    [
      'a name given twice',
      ['FROM a AS x', 'FROM b AS X'],
      [{ kind: 'stage-name-taken', place: place(2), name: 'x', firstLine: 1 }],
    ],
    [
      'a mount without dashes',
      ['FROM a', 'RUN --mount=type=cache,target=/a \\', '  mount=type=cache,target=/b \\', '  x'],
      [{ kind: 'mount-without-dashes', place: place(3) }],
    ],
  ])('%s', (_, file, problems) => {
    expect(parse(...file).problems).toEqual(problems);
  });

  test('all of a file are collected, by line', () => {
    const { problems } = parse(
      'RUN a',
      'FROM x AS x',
      'FROMM y',
      'FROM y AS x',
      'COPY --from=9 a b',
    );
    expect(problems.map(({ place }) => place.line)).toEqual([1, 3, 4, 5]);
  });
});

test('what stands before the first FROM is kept: the frontend and the arguments', () => {
  const text = '# syntax=acme/frontend:1\n# note\nARG  A=1\nARG B=$A\nFROM x\nARG A\n';
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  expect(dockerfile.syntax).toBe('acme/frontend:1');
  expect(dockerfile.globals.map((each) => each.text)).toEqual(['ARG A=1', 'ARG B=$A']);
  expect(parseDockerfile('# note\n# syntax=x\nFROM a\n', 'f').dockerfile.syntax).toBeUndefined();
});
