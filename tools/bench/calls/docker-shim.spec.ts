import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { installShim } from './install-shim.ts';
import { forgetCalls, readCalls } from './read-calls.ts';

/** Stands for docker: takes 100 ms, which the times of files show, says its arguments on both streams, and fails. */
const docker = '#!/bin/sh\nsleep 0.1\necho "out $*"\necho "progress $*" >&2\nexit 7\n';

test('a call is passed on as it is, and written down with the progress of a build', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-shim-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'real'));
  await writeFile(join(folder, 'real/docker'), docker);
  await chmod(join(folder, 'real/docker'), 0o755);
  const path = `${join(folder, 'real')}:${process.env.PATH}`;
  const log = await installShim(folder, { PATH: path });
  const run = (...args: readonly string[]) =>
    execa('docker', args, { env: log.env, reject: false });

  await run('version');
  await forgetCalls(log);
  const built = await run('buildx', 'build', '--tag=a b', '.');
  const asked = await run('image', 'ls');

  expect([built.exitCode, built.stdout, built.stderr]).toEqual([
    7,
    'out buildx build --tag=a b .',
    'progress buildx build --tag=a b .',
  ]);
  expect(asked.stderr).toBe('progress image ls');
  const calls = await readCalls(log);
  const [build, list] = [...calls].sort((a, b) => a.line.localeCompare(b.line));
  expect([build, list]).toMatchObject([
    { line: 'buildx build --tag=a b .', progress: ['progress buildx build --tag=a b .', ''] },
    { line: 'image ls', progress: [''] },
  ]);
  expect((build?.ended ?? 0) - (build?.started ?? 0)).toBeGreaterThan(0.05);
  expect(list?.started).toBeGreaterThanOrEqual(build?.ended ?? 0);
});
