import { expect, test } from 'vitest';
import { takenBase } from './taken-base';

const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each([
  `FROM docker.io/library/a:1@${DIGEST}`,
  `[1/2] FROM docker.io/library/a:1@${DIGEST}`,
  `[linux/arm64 api stage-0 1/2] FROM docker.io/library/a:1@${DIGEST}`,
])('%s is a base', (name) => {
  expect(takenBase(name)).toEqual({ reference: 'docker.io/library/a:1', digest: DIGEST });
});

test.each([
  '[1/2] FROM scratch',
  `[api 2/2] RUN echo FROM docker.io/library/a:1@${DIGEST}`,
  `[context base] docker.io/library/a:1@${DIGEST}`,
])('%s is none that is looked at', (name) => {
  expect(takenBase(name)).toBeUndefined();
});
