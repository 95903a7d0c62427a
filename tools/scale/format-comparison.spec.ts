import { expect, test } from 'vitest';
import type { Checks } from './checks.ts';
import { formatChecks } from './format-comparison.ts';

function checks(load: number): Checks {
  const machine = {
    ...{ date: '2026-01-01T00:00:00Z', cores: 2, processor: 'A processor', memoryGiB: 8 },
    ...{ kernel: 'linux 6', node: '24.0.0', engine: '28.0.0', buildx: 'v0.30.0', load },
  };
  const builds = [
    { services: 20, seconds: 50 },
    { services: 100, seconds: 200 },
  ];
  return { machine, builds };
}

test('each real build has its simulation and the ratio of both', () => {
  expect(formatChecks(checks(0.4), (services) => services * 2)).toBe(
    [
      '| services | real build | simulated | simulated / real |',
      '| ---: | ---: | ---: | ---: |',
      '| 20 | 50 s | 40 s | 0.80 |',
      '| 100 | 200 s | 200 s | 1.00 |',
      '',
      'All on one machine of 2 cores (A processor), which had a load of 0.4 before. The simulations use the steps of the first build.',
    ].join('\n'),
  );
});

test('a busy machine is said to be one', () => {
  expect(formatChecks(checks(9), () => 1)).toContain('**The machine was busy with other work');
  expect(formatChecks(checks(2), () => 1)).not.toContain('busy');
});
