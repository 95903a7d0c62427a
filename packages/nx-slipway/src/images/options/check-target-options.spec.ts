import { expect, test } from 'vitest';
import type { Image } from '../model/image';
import { checkTargetOptions } from './check-target-options';

const image: Image = {
  ...{ id: 'shop-worker', name: 'worker', project: 'shop', root: 'services/shop' },
  ...{ dockerfile: 'services/shop/worker.Dockerfile', reference: 'acme/shop-worker' },
};

function differing(all: Record<string, unknown>, one: Record<string, unknown>) {
  const targets = [
    { name: 'build-image', options: all },
    { name: 'build-image-http', options: { image: 'http', secrets: ['id=other,src=x'] } },
    { name: 'build-image-worker', options: { image: 'worker', ...one } },
  ];
  return checkTargetOptions(image, targets).map((each) => 'option' in each && each.option);
}

test.each([
  [{}, {}],
  [{ secrets: ['id=a,src=a', 'id=b,src=b'] }, { secrets: ['id=b,src=b', 'id=a,src=a'] }],
  [{ buildArgs: { A: '1', B: '2' } }, { buildArgs: { B: '2', A: '1' } }],
  [{ platforms: [] }, {}],
  [{ load: false, tags: ['x'] }, { load: true }],
])('%j and %j are one image', (all, one) => expect(differing(all, one)).toEqual([]));

test.each([
  [{ secrets: ['id=a,src=a'] }, {}, ['secrets']],
  [{ buildArgs: { A: '1' } }, { buildArgs: { A: '2' } }, ['buildArgs']],
  [{}, { target: 'dev', platforms: ['linux/arm64'] }, ['platforms', 'target']],
])('%j and %j are two images', (all, one, options) => expect(differing(all, one)).toEqual(options));

test('the target that builds all images is named, so that it can be for one alone', () => {
  const targets = [
    { name: 'build-image', options: { contexts: { a: 'b' } } },
    { name: 'build-image-worker', options: { image: 'worker' } },
  ];
  expect(checkTargetOptions(image, targets)).toMatchObject([{ forAll: 'build-image' }]);
  const named = targets.map((each) => ({ ...each, options: { image: 'shop', ...each.options } }));
  expect(checkTargetOptions(image, named)).toEqual([]);
});
