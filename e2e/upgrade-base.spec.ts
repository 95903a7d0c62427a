import { expect, test } from 'vitest';
import { runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { scene } from './scene.ts';

/** Calls the generator, which is expected to refuse and to write nothing. @returns what it prints */
async function refusedUpgrade(to: string): Promise<string> {
  const args = ['g', 'nx-slipway:upgrade-base', 'python', `--to=${to}`];
  const { exitCode, output } = await runToEnd(scene, 'nx', args);
  expect(exitCode).toBe(1);
  expect(await runQuiet(scene, 'git', ['status', '--porcelain'])).toBe('');
  return output;
}

test('services that do not meet the new Python are named, and nothing is written', async () => {
  const output = await refusedUpgrade('python:3.11-slim-bookworm');

  expect(output).toMatch(
    /services\/worker\/pyproject\.toml:\d+:\d+: requires-python is `>=3\.13`, which Python 3\.11 does not meet/,
  );
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
});

test('an image that no registry has is refused', async () => {
  expect(await refusedUpgrade('python:3.99-none')).toContain('image python:3.99-none not found');
});
