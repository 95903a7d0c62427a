// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { describe, expect, test } from 'vitest';
import type { Stage } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';

function lines(...all: string[]) {
  return `${all.join('\n')}\n`;
}
function parse(...all: string[]) {
  return parseDockerfile(lines(...all), 'services/api/Dockerfile');
}
function _texts(stage: Stage | undefined) {
  return stage?.instructions.map(({ text }) => text);
}

describe('problems', () => {
  const place = (line: number) => ({ file: 'services/api/Dockerfile', line });
  const broken = (line: number, detail: string) => ({
    kind: 'dockerfile-broken' as const,
    place: place(line),
    detail,
  });

  test.each([
    ['an empty file', [''], [broken(1, 'file with no instructions')]],
    [
      'an unknown instruction',
      ['FROM a', 'COPPY a b'],
      [broken(2, 'unknown instruction: COPPY (did you mean COPY?)')],
    ],
    ['a template', ['{{ x }}'], [broken(1, 'unknown instruction: {{')]],
    ['no build stage', ['RUN a'], [broken(1, 'no build stage in current context')]],
    [
      'FROM with too much',
      ['FROM a b'],
      [broken(1, 'FROM requires either one or three arguments')],
    ],
    [
      'an impossible stage name',
      ['FROM a AS 1x'],
      [
        broken(
          1,
          'invalid name for build stage: "1x", name can\'t start with a number or contain symbols',
        ),
      ],
    ],
    [
      'a circle of stages',
      ['FROM scratch AS a', 'COPY --from=b a b', 'FROM scratch AS b', 'COPY --from=a a b'],
      [broken(2, 'circular dependency detected on stage: a')],
    ],
    [
      'an unknown stage number',
      ['FROM scratch', 'COPY --from=1 a b'],
      [broken(1, 'invalid stage index 1')],
    ],
    [
      'a mount without dashes',
      ['FROM scratch', 'RUN --mount=type=cache,target=/a mount=type=cache,target=/b x'],
      [{ kind: 'mount-without-dashes', place: place(2) }],
    ],
  ])('%s', (_, file, problems) => {
    expect(parse(...file).problems).toEqual(problems);
  });

  test('all of a file are collected, by line', () => {
    const { problems } = parse('FROM x AS x', 'FROMM y', 'FROM y AS x', 'COPPY a');
    expect(problems.map((each) => each.place.line)).toEqual([2, 4]);
  });

  test("BuildKit's own checks are among them", () => {
    const { problems } = parse('FROM scratch AS X', 'COPY $NONE a');
    expect(problems).toMatchObject([
      { kind: 'dockerfile-check', place: place(1), rule: 'StageNameCasing' },
      { kind: 'dockerfile-check', place: place(2), rule: 'UndefinedVar' },
    ]);
  });
});
