import { expect, test } from 'vitest';
import { parseBase } from './parse-base';

const image = { uri: 'pkg:docker/x@1?platform=linux%2Famd64', digest: { sha256: 'ab12' } };
const source = { op: { Op: { source: {} } } };
const result = { op: { Op: {} } };
const step = { op: { Op: { file: {} } } };

test.each([
  ['plain', { materials: [image], buildConfig: { llbDefinition: [source, result] } }, false],
  [
    'with steps',
    { materials: [image], buildConfig: { llbDefinition: [source, step, result] } },
    true,
  ],
  ['that lists no steps', { materials: [image] }, true],
  [
    'of SLSA 1.0',
    {
      buildDefinition: {
        resolvedDependencies: [image],
        internalParameters: { buildConfig: { llbDefinition: [source, result] } },
      },
    },
    false,
  ],
])('provenance %s', (_, provenance, hasTriggers) => {
  const metadata = JSON.stringify({ 'buildx.build.provenance': provenance });
  expect(parseBase(metadata)).toEqual({ digest: 'sha256:ab12', hasTriggers });
});

test('provenance of no image tells nothing', () => {
  expect(parseBase('{}')).toBeUndefined();
});
