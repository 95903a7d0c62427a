import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Checks } from './checks.ts';
import { repeatServices } from './repeat-services.ts';
import { simulate } from './simulate.ts';
import { parseWorkload } from './workload-file.ts';

const measured = parseWorkload(read('steps.json'));
const { machine, builds } = JSON.parse(read('checks.json')) as Checks;

test.each(builds)(
  'the simulated build of $services services is near the real one',
  ({ services, seconds }) => {
    const workload = repeatServices(measured, services);
    const simulated = simulate(workload, { nodes: 1, slots: machine.cores }).seconds;
    expect(simulated / seconds).toBeGreaterThan(0.7);
    expect(simulated / seconds).toBeLessThan(1.4);
  },
);

test('a larger build than the recorded one is among them', () => {
  const [recorded, ...others] = builds.map(({ services }) => services);
  expect(Math.max(...others)).toBeGreaterThan(4 * (recorded ?? 0));
});

function read(file: string): string {
  return readFileSync(new URL(`results/${file}`, import.meta.url), 'utf8');
}
