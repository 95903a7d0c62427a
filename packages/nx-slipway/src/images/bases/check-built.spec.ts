import { expect, test } from 'vitest';
import { basesOf, checkBuilt } from './check-built';

const [OLD, NEW] = ['sha256:old', 'sha256:new'];
const BASE = 'python:3.13-slim';
const current = new Map([
  [BASE, { digest: NEW }],
  ['r.example/python:1', { why: 'no answer within 30 s' }],
]);

/** Labels of an image on a base. */
function on(name: string, digest?: string) {
  return {
    'org.opencontainers.image.base.name': name,
    ...(digest !== undefined && { 'org.opencontainers.image.base.digest': digest }),
  };
}

test.each<[string, readonly Readonly<Record<string, string>>[], object]>([
  ['on the newest base', [on(BASE, NEW)], { state: 'current', base: BASE, builtOn: NEW, now: NEW }],
  ['on an older one', [on(BASE, OLD)], { state: 'outdated', base: BASE, builtOn: OLD, now: NEW }],
  [
    'for two platforms, one of them behind',
    [on(BASE, NEW), on(BASE, OLD)],
    { state: 'outdated', builtOn: OLD },
  ],
  [
    'without labels',
    [{}],
    { state: 'unchecked', why: 'it has no label org.opencontainers.image.base.name' },
  ],
  ['of one platform without labels', [on(BASE, NEW), {}], { state: 'unchecked' }],
  [
    'built on a FROM without a digest',
    [on(BASE)],
    { state: 'unchecked', why: 'its FROM has no digest' },
  ],
  [
    'whose registry is silent',
    [on('r.example/python:1', OLD)],
    { state: 'unchecked', why: 'no answer within 30 s' },
  ],
  [
    'on a base without a tag',
    [on('python', OLD)],
    { state: 'unchecked', why: 'its base has no tag' },
  ],
  ['without a platform', [], { state: 'unchecked', why: 'it has no platform' }],
])('an image %s', (_, labels, expected) => {
  const [checked] = checkBuilt([{ image: 'api', where: 'acme/api', labels }], current);
  expect(checked).toMatchObject({ image: 'api', where: 'acme/api', ...expected });
});

test.each([
  ['what builds others is kept on', OLD, [on(BASE, OLD)], 'kept'],
  ['one of its platforms is kept on', OLD, [on(BASE, NEW), on(BASE, OLD)], 'kept'],
  ['it is kept on, and is the newest', NEW, [on(BASE, NEW)], 'current'],
  ['was before it', OLD, [on(BASE, 'sha256:older')], 'outdated'],
])('the digest that %s', (_, kept, labels, state) => {
  const image = { image: 'builder', where: 'acme/builder', labels };
  const [checked] = checkBuilt([image], current, new Map([['builder', kept]]));
  expect(checked).toMatchObject({ state, now: NEW });
});

test('a place that does not answer is unchecked', () => {
  const image = { image: 'api', where: 'ghcr.io/acme/api:main', unreachable: 'no route to host' };
  expect(checkBuilt([image], current)).toEqual([
    { image: 'api', where: 'ghcr.io/acme/api:main', state: 'unchecked', why: 'no route to host' },
  ]);
});

test('bases are asked for once, and by a tag', () => {
  const images = [on(BASE, OLD), on(BASE, NEW), on('python', OLD), {}].map((labels) => ({
    ...{ image: 'api', where: 'x' },
    labels: [labels],
  }));
  expect(basesOf([...images, { image: 'b', where: 'y', unreachable: 'no' }])).toEqual([BASE]);
});
