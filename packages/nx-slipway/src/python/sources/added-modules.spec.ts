import { expect, test } from 'vitest';
import { addedModule } from './added-modules';

test.each([
  ['tomllib', '3.10', '3.13', 'tomllib'],
  ['tomllib', '3.11', '3.13', undefined],
  ['tomllib', '3.9', '3.10', undefined],
  ['tomllib', '3.10', undefined, 'tomllib'],
  ['tomllib_x', '3.10', '3.13', undefined],
  ['compression.zstd', '3.13', '3.14', 'compression'],
  ['concurrent.futures', '3.13', '3.14', undefined],
  ['concurrent.interpreters', '3.13', '3.14', 'concurrent.interpreters'],
])('%s on %s after %s: %s', (module, python, before, name) => {
  expect(addedModule(module, python, before)?.name).toBe(name);
});
