import { expect, test } from 'vitest';
import { removedModule, removedModules } from './removed-modules';

test.each([
  ['distutils.util', '3.12', '3.11', 'distutils'],
  ['distutils', '3.11', undefined, undefined],
  ['cgi', '3.13', '3.11', 'cgi'],
  ['cgi', '3.14', '3.13', undefined],
  ['asyncio', '3.14', undefined, undefined],
  ['imp', '3.14', undefined, 'imp'],
])('%s on %s after %s: %s', (module, python, before, name) => {
  expect(removedModule(module, python, before)?.name).toBe(name);
});

test('no module is named twice', () => {
  const names = removedModules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
