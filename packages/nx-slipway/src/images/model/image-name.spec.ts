import { expect, test } from 'vitest';
import { defaultNamespace } from './default-namespace';
import { imageName } from './image-name';

test.each([
  ['api', 'api'],
  ['@acme/api', 'api'],
  ['Acme_API', 'acme_api'],
  ['libs/core', 'libs-core'],
  [':gradle:style', 'gradle-style'],
  ['a..b', 'a-b'],
  ['-é-', 'image'],
])('%s becomes %s', (name, expected) => expect(imageName(name)).toBe(expected));

test.each([
  ['@acme/source', 'code', 'acme'],
  ['acme-workspace', 'code', 'acme-workspace'],
  [undefined, 'My Code', 'my-code'],
])('package %s in folder %s has the namespace %s', (name, folder, expected) => {
  expect(defaultNamespace(name, folder)).toBe(expected);
});
