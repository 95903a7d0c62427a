import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { OWN_LINES_MARK } from '../../images/bindings/ignore-file';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { readWheelFiles } from './read-wheel-files';

const { pyproject } = parsePyproject(
  { project: { name: 'web' }, 'build-system': { requires: ['maturin'] } },
  'services/web/pyproject.toml',
);

test.each([
  [undefined, ['wheel-folder-left-out']],
  ['*.log\n', ['wheel-folder-left-out']],
  ['/services/web/build\n', []],
  ['build/\r\n', []],
  ['**/build/\n', []],
])('with the .gitignore %j', (gitignore, kinds) => {
  expect(notesWith({ '.gitignore': gitignore })).toEqual(kinds);
});

test('the .gitignore of the project counts as well', () => {
  expect(notesWith({ 'services/web/.gitignore': '/build/' })).toEqual([]);
});

test('an ignore file that somebody has written is not checked', () => {
  expect(notesWith({ 'services/web/Dockerfile.dockerignore': '*\n' })).toEqual([]);
});

function notesWith(more: Readonly<Record<string, string | undefined>>): readonly string[] {
  const files: Readonly<Record<string, string | undefined>> = {
    'services/web/Dockerfile.dockerignore': `*\n!services/web\nservices/web/build\n${OWN_LINES_MARK}\n`,
    'services/web/build': '',
    ...more,
  };
  const { dockerfile } = parseDockerfile('FROM scratch\n', 'services/web/Dockerfile');
  const { problems, notes } = readWheelFiles(dockerfile, [pyproject], {
    read: (file) => files[file],
    hasFile: (path) => path in files,
  });
  expect(problems).toEqual([]);
  return notes.map(({ kind }) => kind);
}
