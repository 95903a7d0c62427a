import { expect, test } from 'vitest';
import { formatMeasured } from './format-measured.ts';

test.each([
  [
    { wallSeconds: 2.04, runSteps: 1, imagesChanged: 2, imagesDue: 1 },
    'code, ours: 2.0 s, 1 RUN, 2 of 1 images',
  ],
  [
    { wallSeconds: 9, runSteps: 4, emulatedSteps: 3, sharedBytes: 20_200_000 },
    'code, ours: 9.0 s, 4 RUN, 3 of them under an emulator, 20 MB the same on all platforms',
  ],
  [{ wallSeconds: 3 }, 'code, ours: 3.0 s'],
  [
    { wallSeconds: 40, proof: { buildSeconds: 12, probeSeconds: 10 }, runSteps: 9 },
    'code, ours: 40.0 s (12 s build, 10 s probes, ratio 2.50), 9 RUN',
  ],
  [{ distinctBytes: 20_200_000 }, 'code, ours: 20 MB'],
])('%j', (measured, expected) => {
  expect(formatMeasured({ case: 'code', contender: 'ours', measured })).toBe(expected);
});
