import { expect, test } from 'vitest';
import { properties } from '../../executors/build-image/schema.json';
import { formatProblem } from '../../problems/format-problem';
import { unknownWords } from './unknown-words';

function said(words: readonly (string | number)[], typed: readonly string[]) {
  const task = { id: 'worker:build-image', project: 'worker', target: 'build-image' };
  const scope = { schemas: properties, projects: ['api', 'worker', 'mail'] };
  return unknownWords({ ...task, options: { _: words } }, typed, scope).map(formatProblem);
}

test.each([
  [['api'], 'nx run-many -t build-image -p worker,api'],
  [['api', 'mail', '--print'], 'nx run-many -t build-image -p worker,api,mail --print'],
  [['worker', 'api'], 'nx run-many -t build-image -p worker,api'],
])('of projects %j, all are named', (typed, command) => {
  const words = typed.filter((word) => !word.startsWith('-'));
  expect(said(words, typed)).toEqual([
    `worker:build-image is one task, and was called with ${words.join(', ')} beside it\n  Name all projects with -p: ${command}`,
  ]);
});

test.each([
  [
    'linux/arm64',
    ['--platforms', 'linux/amd64', 'linux/arm64'],
    '--platforms=linux/amd64,linux/arm64',
  ],
  ['b', ['--print', '--tags=a', 'b', '--push'], '--tags=a,b'],
  ['print', ['print'], '--print'],
  ['platform=linux/amd64', ['platform=linux/amd64'], '--platforms=linux/amd64'],
])('%s', (word, typed, meant) => {
  expect(said([word], typed)).toEqual([
    `worker:build-image has no use for the word \`${word}\`\n  Did you mean \`${meant}\`?`,
  ]);
});

test('a word that means nothing is named', () => {
  expect(said([2024], ['2024'])).toEqual([
    expect.stringMatching(/^worker:build-image has no use for the word `2024`\n {2}Remove it/),
  ]);
});

test('without words there is nothing to say', () => expect(said([], ['--print'])).toEqual([]));
