import { expect, test } from 'vitest';
import { classifyPodman } from './classify-podman';

test.each([
  ['podman-missing', 'spawn podman ENOENT'],
  ['podman-too-old', 'Error: unknown flag: --build-context'],
  ['podman-too-old', 'COPY only supports the --chmod=<permissions> --chown=<uid:gid> flags'],
  ['podman-disk-full', 'writing blob: write /x: no space left on device'],
  ['podman-unreachable', 'Cannot connect to Podman. Please verify your connection'],
  ['engine-failed', 'Build error: Unknown instruction: "COPPY"'],
  ['engine-failed', 'dial tcp 127.0.0.1:1: connect: connection refused'],
])('%s: %s', (kind, detail) => {
  const problem = classifyPodman(`before\n${detail}`, 'podman build');
  expect(problem.kind).toBe(kind);
  if ('detail' in problem && kind !== 'engine-failed') expect(problem.detail).toBe(detail);
});
