import type { Shown } from './containers/show-services.ts';

/** The services of the demo's workspace, by their images. */
export const demoServices: readonly Shown[] = [
  { name: 'api' },
  { name: 'mail' },
  { name: 'shop' },
  { name: 'shop-dramatiq', actors: 'shop.actors' },
  { name: 'worker', actors: 'worker.actors' },
];
