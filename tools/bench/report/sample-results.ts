import type { Measurement } from './collect-rows.ts';
import { planResults } from './plan-results.ts';
import type { Results } from './results.ts';

const FACTS = {
  machine: {
    date: '2026-11-26T10:00:00.000Z',
    ...{ cores: 2, processor: 'Processor', memoryGiB: 24, kernel: 'linux 6.1', node: '20.19.0' },
    ...{ engine: '28.5.2', buildx: 'v0.29.1', load: 0.1 },
  },
  ...{ services: 20, of: 'ours', baseline: 'nothing' },
};

/** Results for tests: of builds, one of which leaves images as they were, of bytes and of graphs. */
export function sampleResults(): Results {
  const build = { engineCalls: 2, buildCalls: 1, contextBytes: 1400, pushedBytes: 61_000 };
  const measurements: readonly Measurement[] = [
    ...[2.04, 1.5, 9].map((wallSeconds) => ({
      ...{ case: 'code', contender: 'ours' },
      measured: { ...build, wallSeconds, runSteps: 1, imagesChanged: 1, imagesDue: 1 },
    })),
    ...[4, 5, 6].map((wallSeconds) => ({
      ...{ case: 'code', contender: 'bake' },
      measured: { ...build, wallSeconds, runSteps: 1, imagesChanged: 1, imagesDue: 1 },
    })),
    {
      ...{ case: 'bump', contender: 'ours' },
      measured: { ...build, wallSeconds: 4, runSteps: 3, imagesChanged: 2, imagesDue: 2 },
    },
    {
      ...{ case: 'bump', contender: 'bake' },
      measured: { ...build, wallSeconds: 40, runSteps: 40, imagesChanged: 20, imagesDue: 2 },
    },
    {
      ...{ case: 'bump', contender: 'peer' },
      measured: { ...build, wallSeconds: 1, runSteps: 0, imagesChanged: 0, imagesDue: 2 },
    },
    { case: 'bytes', contender: 'ours', measured: { distinctBytes: 20_200_000 } },
    { case: 'bytes', contender: 'bake', measured: { distinctBytes: 312_200_000 } },
    { case: 'graph', contender: 'ours', measured: { wallSeconds: 2 } },
    { case: 'graph', contender: 'peer', measured: { wallSeconds: 1.8 } },
    { case: 'graph', contender: 'nothing', measured: { wallSeconds: 1 } },
  ];
  return planResults(measurements, {
    ...FACTS,
    cases: {
      ...{ code: 'A line of code', bump: 'A package bumped', bytes: 'Bytes', graph: 'Graph' },
    },
    contenders: {
      ...{ ours: 'this', bake: 'a bake file by hand', peer: 'another plugin' },
      nothing: 'no plugin',
    },
  });
}

/** Results for tests: of builds for two platforms. */
export function samplePlatforms(): Results {
  const build = { engineCalls: 2, buildCalls: 1, contextBytes: 1400, pushedBytes: 61_000 };
  const measured = { ...build, imagesChanged: 20, imagesDue: 20 };
  return planResults(
    [
      {
        ...{ case: 'platforms', contender: 'ours' },
        measured: { ...measured, ...emulated(56, 51, 1), sharedBytes: 3_000_000 },
      },
      {
        ...{ case: 'platforms', contender: 'bake' },
        measured: { ...measured, ...emulated(270, 84, 42), sharedBytes: 0 },
      },
    ],
    {
      ...FACTS,
      cases: { platforms: 'Two platforms' },
      contenders: { ours: 'this', bake: 'a bake file by hand' },
    },
  );
}

function emulated(wallSeconds: number, runSteps: number, emulatedSteps: number) {
  return { wallSeconds, runSteps, emulatedSteps };
}
