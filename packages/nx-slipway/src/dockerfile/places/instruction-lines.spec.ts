import { expect, test } from 'vitest';
import { parseDockerfile } from '../parse-dockerfile';
import { instructionLines } from './instruction-lines';

test('instructions have their lines, without comments', () => {
  const text = 'ARG X=1\nFROM a AS b\nRUN x \\\n  # no\n  && y\r\n\nCOPY a b\nFROM c\nUSER d\n';
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  expect(
    instructionLines(dockerfile).map(({ stage, keyword, lines }) => [
      stage.index,
      keyword,
      lines.map(({ line, text: each }) => `${line}${each}`).filter((each) => !/^\d+$/.test(each)),
    ]),
  ).toEqual([
    [0, 'RUN', ['3RUN x \\', '5  && y']],
    [0, 'COPY', ['7COPY a b']],
    [1, 'USER', ['9USER d']],
  ]);
});
