import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { checkContextSources } from './check-context-sources';
import { OWN_LINES_MARK } from './ignore-file';

const FILES = ['web', 'web/src', 'svc/dist', 'own/web'];

function check(path: string, text?: string, context = '.') {
  return checkContextSources({
    sources: [{ path, place: { file: 'svc/Dockerfile', line: 3 } }],
    context,
    ...(text !== undefined && { ignoreFile: { file: 'svc/Dockerfile.dockerignore', text } }),
    hasFile: (each) => FILES.includes(each),
  }).map(formatProblem);
}

test.each([
  ['no ignore file', 'web', undefined],
  ['one that lets it in', 'web', '*\n!web\n'],
  ['one that lets in a part of it', 'web', '*\n!web/src\n'],
  ['a pattern, which may match nothing', 'web/*.json', '*\n'],
])('%s is no problem', (_, path, text) => {
  expect(check(path, text)).toEqual([]);
});

test('a path that a generated ignore file leaves out', () => {
  expect(check('web/src', `*\n!svc\n\n${OWN_LINES_MARK}\n`)).toEqual([
    'svc/Dockerfile:3: this line takes web/src, which svc/Dockerfile.dockerignore leaves out of the build context\n' +
      '  Run `nx sync`. If one of your own lines in svc/Dockerfile.dockerignore leaves it out, remove that line.',
  ]);
});

test('a path that an ignore file of others leaves out', () => {
  expect(check('web', 'web\n')).toEqual([
    'svc/Dockerfile:3: this line takes web, which svc/Dockerfile.dockerignore leaves out of the build context\n' +
      '  Write `!web` at the end of svc/Dockerfile.dockerignore.',
  ]);
});

test('a path of a context that is a folder is named from the workspace root', () => {
  expect(check('web', 'web\n', 'own')[0]).toContain('takes own/web, which');
  expect(check('web', 'web\n', 'own')[0]).toContain('Write `!web` at the end');
});

test('a path that does not exist', () => {
  expect(check('wbe.txt', '*\n')).toEqual([
    'svc/Dockerfile:3: this line takes wbe.txt, which does not exist\n' +
      '  Create it, or correct the path: it is relative to the build context. If a task writes wbe.txt, let the build depend on that task with `dependsOn`.',
  ]);
});

test.each(['old/api', 'old/api/dist'])('%s of a folder that was moved', (path) => {
  expect(check(path)[0]).toMatch(
    /^svc\/Dockerfile:3: .*\n {2}If you moved the project from old\/api, run `nx g nx-slipway:move old\/api --directory=svc`: .* Otherwise create/,
  );
});

test('what is missing in the folder of the Dockerfile was not moved', () => {
  expect(check('svc/gone')[0]).not.toContain('nx-slipway:move');
});
