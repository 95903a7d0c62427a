import { describe } from 'vitest';
import { testManyServices } from './many-services';

// Two of each kind, so that no package is in one image alone.
describe('installed by uv, ten services on one stack', () => testManyServices('uv', 10));
