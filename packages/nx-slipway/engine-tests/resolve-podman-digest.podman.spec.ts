import { expect, test } from 'vitest';
import { resolveDigest } from '../src/engine/docker/resolve-digest';
import { resolvePodmanDigest } from '../src/engine/podman/resolve-podman-digest';
import { runCommand } from '../src/process/run-command';

test('the digest is the one docker names, of all platforms', async () => {
  const reference = 'python:3.13-slim-trixie';
  const digest = await resolvePodmanDigest(reference, { run: runCommand });
  expect(digest).toEqual(await resolveDigest(reference));
});

test('a tag nobody holds is unknown, with what podman said', async () => {
  const reference = 'python:0.1-none';
  expect(await resolvePodmanDigest(reference, { run: runCommand })).toEqual({
    problem: { kind: 'reference-unknown', reference, detail: expect.stringContaining('0.1-none') },
  });
});
