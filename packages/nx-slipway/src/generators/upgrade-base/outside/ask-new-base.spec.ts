import { expect, test } from 'vitest';
import { dockerEngine } from '../../../engine/docker/docker-engine';
import type { Outcome } from '../../../process/run-command';
import { askNewBase, type BaseAnswer, type BaseQuestion, readMissing } from './ask-new-base';

test('what the container prints', () => {
  expect(readMissing('missing libicu72 libicu76 libicu78 \nmissing wkhtmltopdf \n')).toEqual(
    new Map([
      ['libicu72', ['libicu76', 'libicu78']],
      ['wkhtmltopdf', []],
    ]),
  );
});

const NOTHING_MISSING = { missing: new Map() };
const NEEDS = { packages: [], needs: new Map([['libz.so.1', []]]), paths: [] };

function ask(
  outcome: Outcome,
  question: Partial<BaseQuestion> = { packages: ['curl'] },
): Promise<BaseAnswer> {
  return askNewBase(
    'python:3.13-slim-trixie',
    { packages: [], ...question },
    {
      engine: dockerEngine,
      run: async () => outcome,
    },
  );
}

function printed(stdout: string): Outcome {
  return { exitCode: 0, stdout, stderr: '' };
}

test.each([
  [printed(''), NOTHING_MISSING],
  [printed('missing curl \n'), { missing: new Map([['curl', []]]) }],
  [
    { exitCode: 99, stdout: '', stderr: 'W: x\nE: cannot resolve deb.example' },
    { why: 'apt-get update failed: E: cannot resolve deb.example' },
  ],
  [
    { stdout: '', stderr: '', failure: 'spawn docker ENOENT' },
    { why: expect.stringContaining('docker') },
  ],
])('of Debian packages %j is %j', async (outcome, apt) =>
  expect(await ask(outcome)).toEqual({ apt, libraries: [] }),
);

test.each([
  [
    printed('lacking {"libraries": ["libz.so.1"], "versions": {}, "paths": []}\n'),
    [{ libraries: ['libz.so.1'], versions: new Map(), paths: [] }],
  ],
  [
    printed('unread Python was not found in the new base\n'),
    { why: 'Python was not found in the new base' },
  ],
  [printed('unread apt-get install failed: E: x\n'), { why: 'apt-get install failed: E: x' }],
  [printed(''), { why: 'python:3.13-slim-trixie does not say it' }],
  [{ exitCode: 99, stdout: '', stderr: 'E: x' }, { why: 'apt-get update failed: E: x' }],
])('of libraries %j is %j', async (outcome, libraries) =>
  expect(await ask(outcome, { libraries: Promise.resolve([NEEDS]) })).toEqual({
    ...{ apt: NOTHING_MISSING, libraries },
  }),
);

test.each([[{}], [{ libraries: Promise.resolve([]) }]])(
  'nothing is asked about nothing: %j',
  async (question) => {
    const answer = await ask(
      { exitCode: 1, stdout: '', stderr: '' },
      { packages: [], ...question },
    );
    expect(answer).toEqual({ apt: NOTHING_MISSING, libraries: [] });
  },
);

test('the container looks for packages while images say what they are linked with', async () => {
  const done: string[] = [];
  const libraries = new Promise<readonly []>((resolve) => {
    setTimeout(() => {
      done.push('images');
      resolve([]);
    }, 10);
  });
  await askNewBase(
    'python:3.13-slim-trixie',
    { packages: ['curl'], libraries },
    {
      engine: dockerEngine,
      async run({ args }, { input } = {}) {
        done.push(args.includes('--interactive') ? 'container' : '');
        done.push(JSON.parse((await input) ?? '').groups.length === 0 ? 'input' : '');
        return printed('');
      },
    },
  );
  expect(done).toEqual(['container', 'images', 'input']);
});
