import { expect, test } from 'vitest';
import type { Command } from '../../process/command';
import type { Outcome } from '../../process/run-command';
import { checkLock } from './check-lock';

test.each<[string, Partial<Outcome>]>([
  ['fresh', { exitCode: 0, stderr: 'Resolved 3 packages in 1ms' }],
  [
    'outdated',
    {
      exitCode: 1,
      stderr: 'error: The lockfile at `uv.lock` needs to be updated, but `--check` …',
    },
  ],
  ['unknown', { exitCode: 1, stderr: 'error: Request failed after 3 retries' }],
  ['unknown', { exitCode: 2, stderr: 'error: Failed to generate package metadata' }],
  ['unknown', { failure: 'spawn uv ENOENT' }],
])('a lock is %s where uv answers %j', async (state, outcome) => {
  const calls: Command[] = [];
  const found = await checkLock('/root', 'services/a', (command) => {
    calls.push(command);
    return Promise.resolve({ stdout: '', stderr: '', ...outcome });
  });
  expect(found).toBe(state);
  expect(calls.map(({ args, cwd }) => [args, cwd])).toEqual([
    [['lock', '--check'], '/root/services/a'],
  ]);
});
