import type { Shape } from './shape.ts';

/** Where a file of the two code bases is to get a line, by the code base. */
export const CHANGED = { pay: 'src/pay/app.py', shop: 'src/domain/__init__.py' } as const;

/** Every shape of the texts. */
export const shapes: readonly Shape[] = [
  poetryExample('basic-full-image', { project: 'basic-full' }),
  poetryExample('basic-slim-image', { project: 'basic-slim' }),
  poetryExample('layered-slim-image', { project: 'layered' }),
  poetryExample('multi-layered-slim-image', { project: 'multi', image: 'production' }, 'runtime'),
  poetryExample('multi-layered-slim-image-dev', { project: 'multi', image: 'dev' }, 'dev'),
  poetryExample('layered-slim-image-pip-wheels', { project: 'pip-wheels' }),
  poetryExample('layered-slim-image-buildkit', { project: 'cached' }),
  canopy('production', 'production'),
  canopy('development', 'dev'),
  ...['http', 'dramatiq', 'dev'].map(shop),
  {
    ...{ name: 'docker-multistage-builds', seed: 'docker-multistage-builds', app: 'pay' },
    original: { dockerfile: 'docker-multistage-builds' },
    slipway: { project: 'built-wheels' },
  },
];

function poetryExample(name: string, slipway: Shape['slipway'], target?: string): Shape {
  return {
    ...{ name, seed: 'poetry-docker-examples', app: 'pay', slipway },
    original: { dockerfile: name.replace(/-dev$/, ''), ...(target && { target }) },
  };
}

function canopy(target: string, image: string): Shape {
  return {
    ...{ name: `canopy-${target}`, seed: 'canopy-dockerfile', app: 'pay' },
    original: { dockerfile: 'canopy', target },
    slipway: { project: 'canopy', image },
  };
}

function shop(target: string): Shape {
  return {
    ...{ name: `multistage-${target}`, seed: 'multistage-dockerfile', app: 'shop' },
    original: { dockerfile: 'multistage-dockerfile', target },
    slipway: { project: 'shop', image: target },
  };
}
