import { afterEach, expect, test, vi } from 'vitest';
import { type Recording, recordedEngine, vertexLine } from '../../../test-support/recorded-engine';
import { planPush } from '../../bake/push/plan-push';
import type { RunCommand } from '../../process/run-command';
import { type PushResult, runPush } from './run-push';

afterEach(() => vi.useRealTimers());

/** Images without anything in common, which are pushed in one wave under two tags each. */
function planOf(ids: readonly string[]) {
  const target = Object.fromEntries(ids.map((id) => [id, { context: '/w' }]));
  const pushes = ids.map((id) => ({
    image: { id, project: id, root: id, dockerfile: `${id}/Dockerfile`, reference: `acme/${id}` },
    references: [`r.example/${id}:1`, `r.example/${id}`],
    annotations: {},
    attestations: [],
  }));
  return planPush(
    { bakeFile: { group: {}, target }, files: {}, targets: {}, allowRead: [], cacheFolders: [] },
    pushes,
  );
}

async function replay(
  ids: readonly string[],
  recordings: readonly Recording[],
  { run, abort }: { readonly run?: RunCommand; readonly abort?: AbortSignal } = {},
) {
  const engine = recordedEngine(recordings);
  const printed: string[] = [];
  const results: PushResult[] = [];
  const waits: number[] = [];
  const pushing = runPush(planOf(ids), {
    workspaceRoot: '/w',
    runFolder: '/run',
    allowRead: [],
    run: run ?? engine.run,
    ...(abort && { abort }),
    print: (text) => printed.push(text),
    wait: async (seconds) => {
      waits.push(seconds);
    },
  });
  for await (const result of pushing) results.push(result);
  const asked = engine.commands.map(({ args }) =>
    args.filter((arg) => !arg.startsWith('-')).slice(2),
  );
  return { results, asked, printed, waits };
}

function exported(id: string, error?: string) {
  return vertexLine(`[${id}] exporting to image`, { ...(error !== undefined && { error }) });
}
function manifest(id: string, reference: string) {
  return JSON.stringify({
    statuses: [
      {
        id: `pushing manifest for ${reference}@sha256:${'0'.repeat(64)}`,
        vertex: `[${id}] exporting to image`,
        completed: '2026-01-01T00:00:01Z',
      },
    ],
  });
}
function refused(reference: string) {
  return `failed to push ${reference}: unexpected status from PUT request to https://r.example: 403 Forbidden`;
}
function throttled(reference: string) {
  return `failed to push ${reference}: unexpected status from PUT request to https://r.example: 429 Too Many Requests`;
}

test('images that were stopped because another one failed are pushed by another call', async () => {
  const { results, asked } = await replay(
    ['api', 'mail', 'worker'],
    [
      {
        lines: [
          exported('mail'),
          manifest('api', 'r.example/api:1'),
          manifest('api', 'r.example/api:latest'),
          exported('api', refused('r.example/api:latest')),
          exported('worker', 'canceled: context canceled'),
        ],
        exitCode: 1,
      },
      { lines: [exported('worker')] },
    ],
  );
  expect(asked).toEqual([['api', 'mail', 'worker'], ['worker']]);
  expect(results.map(({ image, pushed, problem }) => [image, pushed, problem?.kind])).toEqual([
    ['api', ['r.example/api:1'], 'push-denied'],
    ['mail', ['r.example/mail:1', 'r.example/mail:latest'], undefined],
    ['worker', ['r.example/worker:1', 'r.example/worker:latest'], undefined],
  ]);
  expect(results[0]?.problem).toMatchObject({
    registry: 'r.example',
    pushed: ['r.example/api:1'],
    missing: ['r.example/api:latest'],
  });
});

test('what may pass is waited for longer and longer, and then given up', async () => {
  const lines = [exported('api', throttled('r.example/api:1'))];
  const { results, waits, printed } = await replay(
    ['api', 'mail'],
    Array.from({ length: 5 }, () => ({ lines: [exported('mail'), ...lines], exitCode: 1 })),
  );
  expect(waits).toEqual([2, 5, 10, 20]);
  expect(printed[0]).toMatch(/^push again in 2 s: .*429/);
  expect(results.map(({ image, problem }) => [image, problem?.kind])).toEqual([
    ['mail', undefined],
    ['api', 'push-throttled'],
  ]);
});

test('where the call as a whole fails, all of its images do', async () => {
  const { results } = await replay(
    ['api', 'mail'],
    [{ failure: 'ERROR: Attestation is not supported for the docker driver.' }],
  );
  expect(results.map(({ image, problem }) => [image, problem?.kind])).toEqual([
    ['api', 'attestations-unsupported'],
    ['mail', 'attestations-unsupported'],
  ]);
});

test('a registry that takes its time is said to, each minute, and is not given up', async () => {
  vi.useFakeTimers();
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const pushing = replay(['api'], [], {
    run: async () => {
      await ended;
      return { exitCode: 0, stdout: '', stderr: '' };
    },
  });
  await vi.advanceTimersByTimeAsync(150_000);
  end();
  const { results, printed } = await pushing;
  expect(printed).toEqual(
    Array.from({ length: 2 }, () => 'still pushing api; the registry takes its time'),
  );
  expect(results).toHaveLength(1);
});

test('nothing is said of what was not pushed when the run was stopped', async () => {
  const abort = new AbortController();
  abort.abort();
  const { results, asked } = await replay(['api'], [], { abort: abort.signal });
  expect([results, asked]).toEqual([[], []]);
});
