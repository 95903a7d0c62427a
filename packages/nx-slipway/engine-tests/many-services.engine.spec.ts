import { describe } from 'vitest';
import { testManyServices } from './many-services';

// Two of each kind, so that no package is in one image alone.
describe('installed by uv, six services on one stack', () =>
  testManyServices('uv', { services: 6, kinds: 3 }));
