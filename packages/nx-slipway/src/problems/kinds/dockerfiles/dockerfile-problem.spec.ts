import { expect, test } from 'vitest';
import { formatProblem } from '../../format-problem';
import type { DockerfileProblem } from './dockerfile-problem';

const place = { file: 'services/api/Dockerfile', line: 3 };

test.each<[DockerfileProblem, string]>([
  [
    { kind: 'stage-unknown', place, reference: 'acme/python-bse', known: ['acme/python-base'] },
    'services/api/Dockerfile:3: no stage of this workspace builds acme/python-bse\n  Did you mean acme/python-base? Known images: acme/python-base.',
  ],
  [
    { kind: 'stage-unknown', place, reference: 'acme/python-x', known: ['acme/python-builder'] },
    'services/api/Dockerfile:3: no stage of this workspace builds acme/python-x\n  Known images: acme/python-builder.',
  ],
  [
    { kind: 'image-cycle', place, chain: ['a', 'b', 'a'], files: ['a/Dockerfile', 'b/Dockerfile'] },
    'services/api/Dockerfile:3: images depend on each other in a cycle: a -> b -> a\n  Break the cycle in a/Dockerfile or b/Dockerfile.',
  ],
])('%o', (problem, text) => expect(formatProblem(problem)).toBe(text));
