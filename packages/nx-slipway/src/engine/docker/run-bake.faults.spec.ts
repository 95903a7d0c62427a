import { describe, expect, test } from 'vitest';
import { type Recording, recordedEngine, vertexLine } from '../../../test-support/recorded-engine';
import { exported, outcomes, planOf, replay } from '../../../test-support/replay-bake';
import type { BuildResult } from '../build-result';
import { runBake } from './run-bake';

describe('a builder that goes away', () => {
  const gone = 'ERROR: target b: failed to solve: Unavailable: error reading from server: EOF';
  const build = async (spareBuilders: readonly string[]) => {
    const engine = recordedEngine([
      { lines: [exported('a'), gone], exitCode: 1 },
      { lines: [exported('b')] },
    ]);
    const building = runBake(planOf(['a', 'b']), {
      ...{ run: engine.run, workspaceRoot: '/w', runFolder: '/r', builder: 'one', spareBuilders },
    });
    const results: BuildResult[] = [];
    let next = await building.next();
    for (; !next.done; next = await building.next()) results.push(next.value);
    return { results, notes: next.value.notes, commands: engine.commands };
  };
  const problem = { kind: 'builder-lost', builder: 'one', detail: gone.slice('ERROR: '.length) };

  test('is replaced by the next for what is left', async () => {
    const { results, notes, commands } = await build(['two']);
    expect(outcomes(results)).toEqual([
      ['a', 'built'],
      ['b', 'built'],
    ]);
    expect(notes).toEqual([{ ...problem, replacement: 'two' }]);
    expect(commands.map(({ args }) => args[2])).toEqual(['--builder=one', '--builder=two']);
    expect(commands[1]?.args.at(-1)).toBe('b');
  });

  test('fails what is left where there is no other', async () => {
    const { results, commands } = await build([]);
    expect(results.map((each) => each.problem)).toEqual([undefined, problem]);
    expect(commands).toHaveLength(1);
  });
});

describe('a full disk', () => {
  const full = (name: string) =>
    vertexLine(`[${name}] exporting to image`, {
      error: 'failed to copy: write /data/ingest: no space left on device',
    });
  const failing = (name: string, ...before: readonly string[]): Recording => {
    const said = `ERROR: target ${name}: failed to solve: write /data: no space left on device`;
    return { lines: [...before, full(name), said], exitCode: 1 };
  };

  test('fails the image it stops, and the others are built', async () => {
    const { results, asked } = await replay(planOf(['big', 'a', 'b']), [
      failing('big', exported('a')),
      { lines: [exported('b')] },
    ]);
    expect(outcomes(results)).toEqual([
      ['a', 'built'],
      ['big', 'step-disk-full'],
      ['b', 'built'],
    ]);
    expect(asked[1]).toEqual(['b']);
  });

  test('fails all that is left once nothing fits twice in a row', async () => {
    const { results, asked } = await replay(planOf(['a', 'b', 'c', 'd', 'e']), [
      failing('a'),
      failing('b', exported('c')),
      failing('d'),
      { lines: [exported('e')] },
    ]);
    expect(outcomes(results)).toEqual([
      ['a', 'step-disk-full'],
      ['c', 'built'],
      ['b', 'step-disk-full'],
      ['d', 'step-disk-full'],
      ['e', 'built'],
    ]);
    const stuck = await replay(planOf(['a', 'b', 'c']), [failing('a'), failing('b')]);
    expect(outcomes(stuck.results)).toEqual([
      ['a', 'step-disk-full'],
      ['b', 'step-disk-full'],
      ['c', 'engine-disk-full'],
    ]);
    expect([asked.length, stuck.asked.length]).toEqual([4, 2]);
  });
});
