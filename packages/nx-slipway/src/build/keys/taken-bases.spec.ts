import { expect, test } from 'vitest';
import { asTaken, takenBases } from './taken-bases';

const [TAG, FIRST, SECOND] = ['docker.io/library/python:3.13', 'sha256:1', 'sha256:2'];

/** The digest of a tag that keys were read with as the first one, once a run has taken others. */
function digestAfter(taken: readonly string[], pinned: readonly string[] = []): string | undefined {
  const base = (digest: string) => ({ digest, hasTriggers: false });
  const { add, digests } = takenBases();
  for (const digest of taken) add({ reference: TAG, digest });
  const known = pinned.map((digest) => [`${TAG}@${digest}`, base(digest)] as const);
  return asTaken(new Map([[TAG, base(FIRST)], ...known]), digests).get(TAG)?.digest;
}

test.each<[string, readonly string[], readonly string[], string]>([
  ['nothing was taken', [], [], FIRST],
  ['the same was taken', [FIRST], [], FIRST],
  ['another was taken', [SECOND], [], SECOND],
  ['both were taken', [FIRST, SECOND], [], SECOND],
  ['another is named with its digest', [FIRST, SECOND], [SECOND], FIRST],
  ['nothing but one that is named with its digest was taken', [SECOND], [SECOND], SECOND],
])('a tag where %s', (_, taken, pinned, expected) => {
  expect(digestAfter(taken, pinned)).toBe(expected);
});
