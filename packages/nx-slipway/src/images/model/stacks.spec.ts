import { expect, test } from 'vitest';
import { context, model } from '../../../test-support/planned-targets';
import { developsFrom, devStackOf, findStacks, stackOfProject } from './stacks';

function imagesOf(root: string) {
  return model.byRoot.get(root) ?? [];
}

test('stacks are Dockerfiles with base and base-builder; only some have a stage to develop in', () => {
  expect(
    findStacks(model.catalogue).map(({ name, from, base, builder, dev }) => [
      name,
      from,
      base.reference,
      builder.reference,
      dev?.reference,
    ]),
  ).toEqual([
    ['other', 'x', 'acme/other-base', 'acme/other-base-builder', undefined],
    ['python', 'x', 'acme/python-base', 'acme/python-base-builder', 'acme/python-dev'],
  ]);
});

test.each([
  // It is built from a tool on the other stack as well.
  ['services/api', undefined],
  ['libs/tool', 'other'],
  // Nothing is built of it, and there are two.
  ['libs/core', undefined],
])('the stack of %s is %s', (root, name) =>
  expect(stackOfProject(imagesOf(root), model)?.name).toBe(name),
);

test('the only stack is that of every project', () => {
  const images = new Map([...model.catalogue.images].filter(([id]) => !id.startsWith('other')));
  const catalogue = { ...model.catalogue, images };
  expect(stackOfProject([], { ...model, catalogue })?.name).toBe('python');
  expect(devStackOf('uv.lock', [], { ...model, catalogue })?.dev.reference).toBe('acme/python-dev');
  expect(devStackOf('services/a/uv.lock', [], { ...model, catalogue })).toBeUndefined();
});

test('a stage develops from the lock file that it takes', () => {
  const [other, python] = findStacks(context.model.catalogue);
  expect(python && developsFrom(python, 'uv.lock', model.catalogue)).toBe(true);
  expect(python && developsFrom(python, 'libs/uv.lock', model.catalogue)).toBe(false);
  expect(other && developsFrom(other, 'uv.lock', model.catalogue)).toBe(false);
});
