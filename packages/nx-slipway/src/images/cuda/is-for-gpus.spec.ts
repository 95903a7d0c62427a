import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Image } from '../model/image';
import { imageCatalogue } from '../model/image-catalogue';
import { isForGpus } from './is-for-gpus';

function image(id: string): Image {
  return {
    ...{ id, project: id, root: id, dockerfile: `${id}/Dockerfile` },
    reference: `acme/${id}`,
  };
}

/** Whether `api` is, from Dockerfiles by image. */
function isApi(texts: Readonly<Record<string, string>>) {
  const images = Object.keys(texts).map(image);
  const dockerfiles = Object.entries(texts).map(
    ([id, text]) => parseDockerfile(text, `${id}/Dockerfile`).dockerfile,
  );
  return isForGpus(imageCatalogue(images, dockerfiles), image('api'));
}

test.each<[string, Readonly<Record<string, string>>, boolean]>([
  ['nothing', { api: 'FROM python:3.13\n' }, false],
  ['its variable', { api: 'FROM python:3.13\nENV NVIDIA_VISIBLE_DEVICES=all\n' }, true],
  [
    'a variable of the stack',
    {
      api: 'FROM acme/base\n',
      base: 'FROM python:3.13\nENV A=1 NVIDIA_DRIVER_CAPABILITIES=compute\n',
    },
    true,
  ],
  ['a comment', { api: 'FROM python:3.13\n# NVIDIA_VISIBLE_DEVICES\nENV A=1\n' }, false],
  ['images in a circle', { api: 'FROM acme/base\n', base: 'FROM acme/api\n' }, false],
])('an image with %s', (_, texts, expected) => {
  expect(isApi(texts)).toBe(expected);
});
