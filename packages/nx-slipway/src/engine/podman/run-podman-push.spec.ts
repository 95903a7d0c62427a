import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome, RunCommand } from '../../process/run-command';
import type { PushResult } from '../docker/run-push';
import { runPodmanPush } from './run-podman-push';

let runFolder = '';
beforeEach(() => {
  runFolder = mkdtempSync(join(tmpdir(), 'slipway-podman-'));
});
afterEach(() => rmSync(runFolder, { recursive: true }));

const REFUSED =
  'level=warning msg="Failed, retrying"\nError: pinging registry: dial tcp: connection refused';
const DENIED = 'Error: writing manifest: denied: requested access to the resource is denied';

/** Pushes `api` and `worker` to a registry that answers with these words of podman, else takes all. */
async function push(answers: readonly (string | undefined)[], references = ['r.example/ID:1']) {
  const args: (readonly string[])[] = [];
  const waits: number[] = [];
  const run: RunCommand = async (command): Promise<Outcome> => {
    const stderr = answers[args.length];
    args.push(command.args);
    if (stderr !== undefined) return { exitCode: 125, stdout: '', stderr };
    writeFileSync(join(runFolder, 'digest'), 'sha256:d\n');
    return { exitCode: 0, stdout: '', stderr: '' };
  };
  const ids = ['api', 'worker'];
  const pushes = ids.map((id) => ({
    image: { id, project: id, root: id, dockerfile: `${id}/Dockerfile`, reference: `acme/${id}` },
    references: references.map((each) => each.replace('ID', id)),
    annotations: {},
    attestations: [],
  }));
  const results: PushResult[] = [];
  const plan = { bakeFile: { group: {}, target: {} }, pushes, waves: [['worker'], ['api']] };
  for await (const result of runPodmanPush(plan, {
    workspaceRoot: '/w',
    runFolder,
    allowRead: [],
    stored: new Map(ids.map((id) => [id, `sha256:${id}`])),
    run,
    print: () => {},
    wait: async (seconds) => {
      waits.push(seconds);
    },
  })) {
    results.push(result);
  }
  return { results, args, waits };
}

test('images are pushed from the store in the order of the waves, and have their digests', async () => {
  const { results, args } = await push([]);
  const file = `--digestfile=${join(runFolder, 'digest')}`;
  expect(args).toEqual([
    ['push', file, 'sha256:worker', 'r.example/worker:1'],
    ['push', file, 'sha256:api', 'r.example/api:1'],
  ]);
  expect(results).toEqual([
    { image: 'worker', pushed: ['r.example/worker:1'], digest: 'sha256:d' },
    { image: 'api', pushed: ['r.example/api:1'], digest: 'sha256:d' },
  ]);
});

test('a reference without a registry is one of Docker Hub', async () => {
  const { args } = await push([], ['acme/ID']);
  expect(args.map((each) => each[3])).toEqual(['docker.io/acme/worker', 'docker.io/acme/api']);
});

test('a registry that does not answer is waited for', async () => {
  const { results, waits } = await push([REFUSED, REFUSED]);
  expect(waits).toEqual([2, 5]);
  expect(results.every(({ problem }) => problem === undefined)).toBe(true);
});

test('one that refuses is not, and says what is there; the other image is pushed', async () => {
  const { results, waits } = await push([undefined, DENIED], ['r.example/ID:1', 'r.example/ID:2']);
  expect(waits).toEqual([]);
  expect(results[0]).toEqual({
    image: 'worker',
    pushed: ['r.example/worker:1'],
    problem: {
      kind: 'push-denied',
      image: 'worker',
      registry: 'r.example',
      detail: 'writing manifest: denied: requested access to the resource is denied',
      pushed: ['r.example/worker:1'],
      missing: ['r.example/worker:2'],
    },
  });
  expect(results[1]?.pushed).toEqual(['r.example/api:1', 'r.example/api:2']);
});
