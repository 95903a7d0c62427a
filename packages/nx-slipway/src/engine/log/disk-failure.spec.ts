import { expect, test } from 'vitest';
import { diskFailure } from './disk-failure';

const facts = { image: 'api', step: 'RUN false' };
const STORE = '/var/lib/docker/containerd/daemon';

/** Words of dockerd 28.5 on a disk that was filled. */
test.each<[string, string]>([
  [
    `mount callback failed on ${STORE}/tmpmounts/containerd-mount32: mount callback failed on ${STORE}/tmpmounts/containerd-mount21: failed to write compressed diff: failed to create diff tar stream: failed to copy: ${STORE}/tmpmounts/containerd-mount21/big: write ${STORE}/io.containerd.content.v1.content/ingest/19e1/data: no space left on device`,
    `write ${STORE}/io.containerd.content.v1.content/ingest/19e1/data: no space left on device`,
  ],
  [
    `write ${STORE}/io.containerd.snapshotter.v1.overlayfs/snapshots/131/fs/Dockerfile: no space left on device`,
    `write ${STORE}/io.containerd.snapshotter.v1.overlayfs/snapshots/131/fs/Dockerfile: no space left on device`,
  ],
])('what the engine itself could not write: %s', (error, detail) => {
  expect(diskFailure({ error, isInstruction: false }, { ...facts, detail: error })).toEqual({
    kind: 'step-disk-full',
    ...facts,
    detail,
  });
});

/** Words of programs in steps. */
test.each([
  "head: error writing 'standard output': No space left on device",
  'OSError: [Errno 28] No space left on device',
  'Caused by: failed to write to file `/venv/lib/a.py`: No space left on device (os error 28)',
  'cp: error writing /venv/a: Disk quota exceeded',
])('what a program could not write is kept whole: %s', (output) => {
  const error = 'process "/bin/sh -c head" did not complete successfully: exit code: 1';
  const detail = `${output}\n${error}`;
  expect(diskFailure({ error, isInstruction: true }, { ...facts, detail })).toEqual({
    kind: 'step-disk-full',
    ...facts,
    detail,
  });
});

test('any other failure is none', () => {
  const detail = 'exit code: 1';
  expect(diskFailure({ error: detail, isInstruction: true }, { ...facts, detail })).toBeUndefined();
});
