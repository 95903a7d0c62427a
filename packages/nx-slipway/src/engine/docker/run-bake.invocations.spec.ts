import { describe, expect, test } from 'vitest';
import {
  type Recording,
  readRecording,
  recordedEngine,
  vertexLine,
} from '../../../test-support/recorded-engine';
import { exported, outcomes, planOf, replay } from '../../../test-support/replay-bake';
import { runBake } from './run-bake';

/** BuildKit's warning that a base of another platform stands in, as the engine sends it. */
function _mismatch(vertex: string) {
  return JSON.stringify({
    warnings: [
      {
        vertex,
        short: Buffer.from(
          'InvalidBaseImagePlatform: Base image python@sha256:60a2 was pulled with platform "linux/amd64", expected "linux/arm64" for current build (line 1)',
        ).toString('base64'),
      },
    ],
  });
}

describe('a failure of the invocation', () => {
  test.each<[string, Recording, string]>([
    ['engine missing', { failure: 'spawn docker ENOENT' }, 'engine-missing'],
    [
      'buildx missing',
      { lines: ['docker: unknown command: docker buildx'], exitCode: 1 },
      'buildx-missing',
    ],
    [
      'engine unreachable',
      { lines: ['ERROR: Cannot connect to the Docker daemon at unix:///x.'], exitCode: 1 },
      'engine-unreachable',
    ],
    ['engine too old', { lines: ['unknown flag: --allow'], exitCode: 125 }, 'engine-too-old'],
    ['builder unknown', { lines: ['ERROR: no builder "x" found'], exitCode: 1 }, 'builder-unknown'],
    [
      'disk full for no image of its own',
      { lines: ['ERROR: write /x: no space left on device'], exitCode: 1 },
      'engine-disk-full',
    ],
    ['anything else', { lines: ['ERROR: what now'], exitCode: 1 }, 'engine-failed'],
    [
      'a step of nobody',
      { lines: [vertexLine('[internal] x', { error: 'broken' }), 'ERROR: y'], exitCode: 1 },
      'engine-failed',
    ],
  ])('%s fails all images at once', async (_, recording, kind) => {
    const { results, summary } = await replay(planOf(['a', 'b']), [recording]);
    expect(outcomes(results)).toEqual([
      ['a', kind],
      ['b', kind],
    ]);
    expect(summary.invocations).toBe(1);
  });

  const race: Recording = {
    lines: [
      exported('a'),
      vertexLine('[b] exporting to image', { error: 'parent snapshot sha256:1 does not exist' }),
      'ERROR: target b: failed to solve: parent snapshot sha256:1 does not exist: not found',
    ],
    exitCode: 1,
  };

  test('by a snapshot that the engine lost is tried again, for what was not loaded', async () => {
    const { results, asked } = await replay(planOf(['a', 'b']), [race, {}]);
    expect(outcomes(results)).toEqual([
      ['a', 'built'],
      ['b', 'built'],
    ]);
    expect(asked).toEqual([['a', 'b'], ['b']]);
  });

  test('by a lost snapshot is tried again as long as images are finished', async () => {
    const targets = ['a', 'b', 'c', 'd', 'e', 'f'];
    const races = targets.map((name) => ({
      ...race,
      lines: [exported(name), ...(race.lines ?? []).slice(1)],
    }));
    const { results } = await replay(planOf(targets), races);
    expect(results.every(({ success }) => success)).toBe(true);
  });

  test('by a snapshot that the engine lost is not tried forever', async () => {
    const linked = { b: { contexts: { x: 'target:x' } }, x: {} };
    const { results, summary } = await replay(planOf(['a', 'b'], linked), [race, race, race, race]);
    expect(outcomes(results)).toEqual([
      ['a', 'built'],
      ['b', 'step-failed'],
    ]);
    expect(summary.invocations).toBe(4);
  });
});

test('after an abort what is not built has no result, and nothing is called again', async () => {
  const stop = new AbortController();
  const lines = readRecording('cancelled.log');
  const run = recordedEngine([{ lines, exitCode: 130 }]);
  const building = runBake(planOf(['slow', 'other']), {
    run: async (command, options) => {
      stop.abort();
      return run.run(command, options);
    },
    abort: stop.signal,
    workspaceRoot: '/workspace',
    runFolder: '/run-folder',
  });
  expect(await building.next()).toMatchObject({ done: true, value: { invocations: 1 } });
  expect(run.commands).toHaveLength(1);
});

test('without images nothing is called', async () => {
  expect(await replay(planOf([]), [])).toMatchObject({ results: [], asked: [] });
});
