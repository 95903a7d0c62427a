import { expect, test } from 'vitest';
import { classifyFailure, isEngineRace, namedTarget } from './classify-failure';

const COMMAND = 'docker buildx bake';
function failed(detail: string) {
  return { kind: 'engine-failed', detail, command: COMMAND };
}

/** Words of real clients. */
test.each<[string, object]>([
  [
    'Command failed with ENOENT: docker buildx bake\nspawn docker ENOENT',
    { kind: 'engine-missing' },
  ],
  [
    "docker: unknown command: docker buildx\n\nRun 'docker --help' for more information",
    { kind: 'buildx-missing' },
  ],
  [
    'ERROR: target api: failed to solve: Unavailable: error reading from server: EOF',
    {
      kind: 'builder-lost',
      detail: 'target api: failed to solve: Unavailable: error reading from server: EOF',
    },
  ],
  [
    'ERROR: context deadline exceeded',
    { kind: 'builder-lost', detail: 'context deadline exceeded' },
  ],
  [
    'ERROR: Cache export is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.',
    { kind: 'cache-not-kept', detail: 'Cache export is not supported for the docker driver.' },
  ],
  ["docker: 'buildx' is not a docker command.\nSee 'docker --help'", { kind: 'buildx-missing' }],
  ['unknown flag: --file\n\nUsage:  docker [OPTIONS] COMMAND', { kind: 'buildx-missing' }],
  [
    "unknown flag: --pull\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information",
    { kind: 'buildx-missing' },
  ],
  [
    'ERROR: Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?',
    {
      kind: 'engine-unreachable',
      detail:
        'Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?',
    },
  ],
  [
    'ERROR: error during connect: Head "http://docker.example.com/_ping": command [ssh] has exited with exit status 255',
    {
      kind: 'engine-unreachable',
      detail: expect.stringMatching(/^error during connect: Head/),
    },
  ],
  [
    'ERROR: failed to connect to the docker API at npipe:////./pipe/docker_engine',
    {
      kind: 'engine-unreachable',
      detail: 'failed to connect to the docker API at npipe:////./pipe/docker_engine',
    },
  ],
  [
    'ERROR: no builder "nope" found',
    { kind: 'builder-unknown', detail: 'no builder "nope" found' },
  ],
  [
    'ERROR: Multi-platform build is not supported for the docker driver.',
    {
      kind: 'platforms-not-loaded',
      detail: 'Multi-platform build is not supported for the docker driver.',
    },
  ],
  ['unknown flag: --allow', { kind: 'engine-too-old', detail: 'unknown flag: --allow' }],
  [
    'Error response from daemon: client version 1.53 is too new. Maximum supported API version is 1.43',
    { kind: 'engine-too-old', detail: expect.stringContaining('too new') },
  ],
  [
    'something else\nERROR: failed to copy: write /var/lib/x: no space left on device\nmore',
    {
      kind: 'engine-disk-full',
      detail: 'failed to copy: write /var/lib/x: no space left on device',
    },
  ],
  [
    'ERROR: target big: failed to solve: ResourceExhausted: failed to read dockerfile: write /var/lib/docker/containerd/daemon/io.containerd.snapshotter.v1.overlayfs/snapshots/131/fs/Dockerfile: no space left on device',
    {
      kind: 'engine-disk-full',
      detail: expect.stringMatching(/^target big: failed to solve: ResourceExhausted/),
    },
  ],
  [
    'ERROR: target b: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    {
      kind: 'builder-lost',
      detail:
        'target b: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    },
  ],
  ['  what is new\n', failed('what is new')],
])('%j', (detail, expected) => {
  expect(classifyFailure(detail, COMMAND)).toEqual(expected);
});

test('what the client quotes of the Dockerfile is not taken for its own words', () => {
  const detail =
    '   4 | >>> RUN echo no space left on device\nERROR: failed to solve: exit code: 1';
  expect(classifyFailure(detail, COMMAND)).toEqual(failed(detail.trim()));
});

test('of a long message the end is kept', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
  expect(classifyFailure(lines.join('\n'), COMMAND)).toEqual(failed(lines.slice(-20).join('\n')));
});

test.each([
  'ERROR: parent snapshot sha256:ab does not exist: not found',
  'ERROR: target other: failed to commit rw8v1 to 0lnpm during finalize: failed to stat active key during commit: snapshot does not exist: not found',
  'ERROR: failed to apply diffs: failed to stat lower snapshot oqp2t: snapshot oqp2t does not exist: not found',
  'ERROR: failed to solve: NotFound: forwarding Ping: no such job r4qz0x8m2',
  'ERROR: failed to receive status: rpc error: code = Unknown desc = no such job r4qz0x8m2',
])('what the engine lost is known by its words: %s', (detail) => {
  expect(isEngineRace(detail)).toBe(true);
});

test('a build that was stopped lost nothing', () => {
  expect(isEngineRace('failed to create lease: context canceled: context canceled')).toBe(false);
});

test('bake names the target that failed', () => {
  expect(namedTarget('x\nERROR: target a_2fb: failed to solve: y')).toBe('a_2fb');
  expect(namedTarget('ERROR: failed to solve: y')).toBeUndefined();
});
