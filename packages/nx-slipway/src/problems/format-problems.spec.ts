import { expect, test } from 'vitest';
import { formatProblems } from './format-problems';
import type { Problem } from './problem';

function unpinned(line: number, file = 'requirements.txt'): Problem {
  return {
    kind: 'requirement-unpinned',
    place: { file, line },
    requirement: `p${line}`,
    command: `compile ${file}`,
  };
}

function what(line: number, file = 'requirements.txt'): string {
  return `${file}:${line}: \`p${line}\` is not pinned with \`==\`, and an image needs exact versions`;
}

test('the next step is said once for all that have it in common, and each file has its own', () =>
  expect(formatProblems([unpinned(1), unpinned(1, 'dev.txt'), unpinned(2), unpinned(2)])).toBe(
    [
      what(1),
      what(2),
      '  Run `compile requirements.txt`.',
      what(1, 'dev.txt'),
      '  Run `compile dev.txt`.',
    ].join('\n'),
  ));

test('of many the first are shown, and the others are counted', () => {
  const lines = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(formatProblems(lines.map((line) => unpinned(line)))).toBe(
    [
      ...lines.slice(0, 5).map((line) => what(line)),
      '… and 3 more like these',
      '  Run `compile requirements.txt`.',
    ].join('\n'),
  );
  expect(formatProblems(lines.slice(0, 6).map((line) => unpinned(line)))).toContain(what(6));
});

test('one problem is written as alone, and none is nothing', () => {
  expect(formatProblems([unpinned(1)])).toBe(`${what(1)}\n  Run \`compile requirements.txt\`.`);
  expect(formatProblems([])).toBe('');
});
