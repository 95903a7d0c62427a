import { expect, test } from 'vitest';
import { dockerEngine } from '../../../engine/docker/docker-engine';
import type { Outcome } from '../../../process/run-command';
import { askApt, readMissing } from './ask-apt';

test('what the container prints', () => {
  expect(readMissing('missing libicu72 libicu76 libicu78 \nmissing wkhtmltopdf \n')).toEqual(
    new Map([
      ['libicu72', ['libicu76', 'libicu78']],
      ['wkhtmltopdf', []],
    ]),
  );
});

function ask(outcome: Outcome, names: readonly string[] = ['curl']) {
  return askApt('python:3.13-slim-trixie', names, {
    engine: dockerEngine,
    run: async () => outcome,
  });
}

test.each([
  [{ exitCode: 0, stdout: '', stderr: '' }, { missing: new Map() }],
  [{ exitCode: 0, stdout: 'missing curl \n', stderr: '' }, { missing: new Map([['curl', []]]) }],
  [
    { exitCode: 99, stdout: '', stderr: 'W: x\nE: cannot resolve deb.example' },
    { why: 'apt-get update failed: E: cannot resolve deb.example' },
  ],
  [
    { stdout: '', stderr: '', failure: 'spawn docker ENOENT' },
    { why: expect.stringContaining('docker') },
  ],
])('%j is %j', async (outcome, expected) => expect(await ask(outcome)).toEqual(expected));

test('nothing is asked about nothing', async () => {
  const answer = await ask({ exitCode: 1, stdout: '', stderr: '' }, []);
  expect(answer).toEqual({ missing: new Map() });
});
