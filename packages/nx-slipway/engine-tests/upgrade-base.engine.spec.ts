import { expect, test } from 'vitest';
import { dockerEngine } from '../src/engine/docker/docker-engine';
import { askNewBase } from '../src/generators/upgrade-base/outside/ask-new-base';
import { runCommand } from '../src/process/run-command';

test('the new base itself says which Debian packages it lacks, and what may be meant', async () => {
  const names = ['curl', 'libpcre3', 'libicu72', 'libssl3', 'no-such-package'];
  const calls: string[] = [];
  const { apt: answer } = await askNewBase(
    'python:3.13-slim-trixie',
    { packages: names },
    {
      engine: dockerEngine,
      run: (command, options) => {
        calls.push(command.args[0] ?? '');
        return runCommand(command, options);
      },
    },
  );
  expect(calls).toEqual(['run']);
  if ('why' in answer) throw new Error(answer.why);
  // libssl3 is provided by libssl3t64.
  expect([...answer.missing.keys()]).toEqual(['libpcre3', 'libicu72', 'no-such-package']);
  expect(answer.missing.get('libicu72')).toContain('libicu76');
}, 300_000);

test('an image that there is none of is no answer', async () => {
  const answer = await askNewBase(
    'localhost:1/none:1',
    { packages: ['curl'] },
    {
      engine: dockerEngine,
      run: runCommand,
    },
  );
  expect(answer).toEqual({ apt: { why: expect.any(String) }, libraries: [] });
}, 60_000);
