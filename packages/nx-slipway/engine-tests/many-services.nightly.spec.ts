import { describe } from 'vitest';
import { testManyServices } from './many-services';

describe.each(['poetry', 'pip'] as const)(
  'installed by %s, five services on one stack',
  (installer) => testManyServices(installer, 5),
);
