import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Image } from './image';
import {
  imageCatalogue,
  imageStage,
  referencedImage,
  workspaceReferences,
} from './image-catalogue';

function image(id: string, more: Partial<Image> = {}): Image {
  return {
    id,
    project: id,
    root: `services/${id}`,
    dockerfile: `services/${id}/Dockerfile`,
    reference: `acme/${id}`,
    ...more,
  };
}
const api = image('api', { stage: 'runtime' });
const text = [
  'FROM acme/base AS base',
  'FROM docker.io/acme/tool:latest AS tool',
  'FROM acme/base:1 AS published',
  'FROM base AS runtime',
  'COPY --from=acme/base /a /a',
  'COPY --from=tool /b /b',
  'FROM elsewhere/x',
].join('\n');
const catalogue = imageCatalogue(
  [image('base'), image('tool'), image('library'), api],
  [parseDockerfile(text, api.dockerfile).dockerfile],
);

describe('a reference', () => {
  test.each([
    ['acme/base', 'base'],
    ['acme/base:latest', 'base'],
    ['docker.io/acme/base', 'base'],
    ['docker.io/library/acme/base:latest', 'base'],
    ['acme/base:1', undefined],
    ['acme/base@sha256:0123', undefined],
    ['acme/base:latest@sha256:0123', undefined],
    ['registry.example/acme/base', undefined],
    ['base', undefined],
    ['acme/api', undefined],
  ])('%s names %s', (reference, id) => {
    expect(referencedImage(catalogue, reference, api)?.id).toBe(id);
  });
});

test('the images of the workspace an image needs, each once and as docker prints it', () => {
  const found = (stage?: string) =>
    workspaceReferences(catalogue, api, { ...(stage && { stage }) }).map((used) => [
      used.reference,
      used.image.id,
    ]);
  expect(found()).toEqual([
    ['acme/base', 'base'],
    ['acme/tool', 'tool'],
  ]);
  expect(found('published')).toEqual([]);
  expect(found('tool')).toEqual([['acme/tool', 'tool']]);
});

test('a stage is found by name, and without one it is that of the image', () => {
  expect(imageStage(catalogue, api)?.name).toBe('runtime');
  expect(imageStage(catalogue, api, 'BASE')?.name).toBe('base');
  expect(imageStage(catalogue, api, 'gone')).toBeUndefined();
  expect(imageStage(catalogue, image('tool'))).toBeUndefined();
});

test('of two images of one reference the first counts', () => {
  const twice = imageCatalogue(
    [image('one', { reference: 'x' }), image('two', { reference: 'x' })],
    [],
  );
  expect(referencedImage(twice, 'x', api)?.id).toBe('one');
});
