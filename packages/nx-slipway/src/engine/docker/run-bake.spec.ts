import { describe, expect, test } from 'vitest';
import { recordedEngine, vertexLine } from '../../../test-support/recorded-engine';
import { brokenStep, exported, outcomes, planOf, replay } from '../../../test-support/replay-bake';
import { runBake } from './run-bake';

/** BuildKit's warning that a base of another platform stands in, as the engine sends it. */
function mismatch(vertex: string) {
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

describe('without a failure', () => {
  const images = ['api', 'python-base', 'python-base-builder', 'worker'];

  test('all images are built in one invocation', async () => {
    const { results, summary, asked } = await replay(planOf(images), [{ log: 'cold.log' }]);
    expect(outcomes(results)).toEqual(
      ['python-base', 'worker', 'python-base-builder', 'api'].map((name) => [name, 'built']),
    );
    expect(asked).toEqual([images]);
    expect(summary).toMatchObject({ invocations: 1, stepsRun: 21, stepsCached: 4 });
    expect(summary.runs).toHaveLength(7);
  });

  test('a second run counts no step', async () => {
    const { results, summary } = await replay(planOf(images), [{ log: 'warm.log' }]);
    expect(summary).toMatchObject({ invocations: 1, stepsRun: 0, stepsCached: 25, runs: [] });
    expect(results.every(({ stepsRun, digest }) => stepsRun === 0 && digest)).toBe(true);
  });

  test('an image has its result before the invocation ends', async () => {
    const engine = recordedEngine([{ log: 'cold.log' }]);
    const building = runBake(planOf(images), {
      run: engine.run,
      workspaceRoot: '/workspace',
      runFolder: '/run-folder',
    });
    expect((await building.next()).value).toMatchObject({ image: 'python-base', success: true });
    expect(engine.ended).toEqual([]);
    for await (const _ of building);
    expect(engine.ended).toHaveLength(1);
  });

  test('one with two outputs has it when both are there', async () => {
    const engine = recordedEngine([{ lines: [exported('a'), exported('b')] }]);
    const plan = planOf(['a', 'b'], { a: { output: ['type=docker', 'type=registry'] } });
    const building = runBake(plan, { ...engine, workspaceRoot: '/w', runFolder: '/r' });
    expect((await building.next()).value).toMatchObject({ image: 'b' });
    expect((await building.next()).value).toMatchObject({ image: 'a', success: true });
    expect(engine.ended).toHaveLength(1);
  });

  test('a call of one target has its steps', async () => {
    const { results } = await replay(planOf(['tool']), [{ log: 'alone.log' }]);
    expect(results).toMatchObject([{ image: 'tool', stepsRun: 1, stepsCached: 0 }]);
  });

  test('a vertex that failed on the way is no failure', async () => {
    const lines = [vertexLine('[auth] token', { error: 'no route' }), exported('a')];
    expect(outcomes((await replay(planOf(['a', 'b']), [{ lines }])).results)).toEqual([
      ['a', 'built'],
      ['b', 'built'],
    ]);
  });
});

describe('a failed image', () => {
  test('is left out of a second invocation, and the others are built', async () => {
    const { results, summary, asked } = await replay(planOf(['bad', 'good']), [
      { log: 'failed-beside.log', exitCode: 1 },
      { lines: [vertexLine('exporting to image')] },
    ]);
    expect(outcomes(results)).toEqual([
      ['bad', 'step-failed'],
      ['good', 'built'],
    ]);
    expect(results[0]?.problem).toEqual({
      kind: 'step-failed',
      image: 'bad',
      step: 'RUN echo about to fail; echo why >&2; exit 7',
      detail: expect.stringMatching(/^why\nabout to fail\n.*exit code: 7$/),
    });
    expect(asked).toEqual([['bad', 'good'], ['good']]);
    expect(summary.invocations).toBe(2);
  });

  test('takes what is linked to it along, and a third invocation leaves out the next', async () => {
    const plan = planOf(['base', 'on-base', 'other', 'fine'], {
      'on-base': { contexts: { x: 'target:layer' } },
      layer: { contexts: { y: 'target:base' } },
    });
    const { results, asked } = await replay(plan, [
      { lines: [brokenStep('base')], exitCode: 1 },
      { lines: [brokenStep('other')], exitCode: 1 },
      {},
    ]);
    expect(outcomes(results)).toEqual([
      ['base', 'step-failed'],
      ['on-base', 'step-failed'],
      ['other', 'step-failed'],
      ['fine', 'built'],
    ]);
    expect(asked).toEqual([['base', 'fine', 'on-base', 'other'], ['fine', 'other'], ['fine']]);
  });

  test('that was built before the other failed is not built again', async () => {
    const lines = [exported('first'), brokenStep('second')];
    const { results, asked } = await replay(planOf(['first', 'second', 'third']), [
      { lines, exitCode: 1 },
      {},
    ]);
    expect(outcomes(results).map(([, kind]) => kind)).toEqual(['built', 'step-failed', 'built']);
    expect(asked[1]).toEqual(['third']);
  });

  test('alone takes one invocation', async () => {
    const { results, summary } = await replay(planOf(['bad']), [
      { log: 'failed-alone.log', exitCode: 1 },
    ]);
    expect(outcomes(results)).toEqual([['bad', 'step-failed']]);
    expect(summary.invocations).toBe(1);
  });

  test('is known by name where no step of it failed', async () => {
    const { results, asked } = await replay(planOf(['badname', 'ok']), [
      { log: 'dockerfile-error.log', exitCode: 1 },
      {},
    ]);
    expect(outcomes(results)).toEqual([
      ['badname', 'engine-failed'],
      ['ok', 'built'],
    ]);
    expect(results[0]?.problem).toMatchObject({
      detail: expect.stringContaining('dockerfile parse error on line 2'),
    });
    expect(asked).toEqual([['badname', 'ok'], ['ok']]);
  });

  test('whose base is nowhere to be had says so', async () => {
    const { results } = await replay(planOf(['nobase', 'ok']), [
      { log: 'base-missing.log', exitCode: 1 },
      {},
    ]);
    expect(outcomes(results)[0]).toEqual(['nobase', 'step-failed']);
    expect(results[0]?.problem).toMatchObject({
      detail: expect.stringContaining('acme/nope-base:latest: not found'),
    });
  });

  test('whose own command speaks of cancelling is no cancelled one', async () => {
    const error = 'process "sh -c ./on-canceled context canceled" did not complete: exit code: 1';
    const lines = [vertexLine('[a 1/1] RUN x', { error })];
    const { results } = await replay(planOf(['a', 'b']), [{ lines, exitCode: 1 }, {}]);
    expect(outcomes(results)).toEqual([
      ['a', 'step-failed'],
      ['b', 'built'],
    ]);
  });
});

describe('a base of another platform, of which the engine only warns,', () => {
  const lines = [
    vertexLine('[base linux/arm64 internal] load build definition from Dockerfile'),
    mismatch('[base linux/arm64 internal] load build definition from Dockerfile'),
    ...['base', 'api', 'other'].map(exported),
  ];
  const built = async (platforms: readonly string[]) => {
    const targets = {
      base: { platforms },
      api: { platforms, contexts: { base: 'target:base' } },
      other: {},
    };
    const { results } = await replay(planOf(['api', 'other'], targets), [{ lines }, {}]);
    return Object.fromEntries(results.map(({ image, problem }) => [image, problem]));
  };

  test('fails what is built from it for platforms that are named', async () => {
    expect(await built(['linux/amd64', 'linux/arm64'])).toEqual({
      api: { kind: 'platform-missing', reference: 'python@sha256:60a2', platform: 'linux/arm64' },
      other: undefined,
    });
  });

  test('fails nothing where none is named', async () => {
    expect(await built([])).toEqual({ api: undefined, other: undefined });
  });
});
