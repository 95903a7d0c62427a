import { expect, test } from 'vitest';
import { serviceDockerfile, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { stackOfImage } from './stack-of-image';

const generated = serviceDockerfile({ name: 'api' });
const withBuilder = serviceDockerfile({ name: 'api', buildApt: ['gcc'] });

/** The stack of the service `api` with that Dockerfile. */
function stackOf(dockerfile: string, builder: string) {
  const { images } = workspaceOf({
    ...stackFiles(),
    ...serviceFiles({ name: 'api' }),
    'services/api/Dockerfile': dockerfile,
  });
  const image = images.catalogue.images.get('api');
  if (!image) throw new Error('no image');
  return stackOfImage(images.catalogue, image, builder);
}

const BUILDER = 'python-base-builder';
const PUBLISHED = 'registry.example/acme/python-base-builder';

test.each([
  ['a stage that stands for it', generated, BUILDER, 'python', BUILDER, false],
  [
    'a reference',
    generated.replace(`FROM acme/${BUILDER} AS ${BUILDER}\n`, ''),
    `acme/${BUILDER}`,
    'python',
    `acme/${BUILDER}`,
    false,
  ],
  ['a stage of its own on top', withBuilder, 'builder', 'python', BUILDER, true],
  [
    'two stages of its own on top',
    withBuilder.replace(
      `FROM ${BUILDER} AS builder`,
      `FROM ${BUILDER} AS tools\n\nFROM tools AS builder`,
    ),
    'builder',
    'python',
    BUILDER,
    true,
  ],
  [
    'a published one, by its tag',
    generated.replace(`FROM acme/${BUILDER} `, `FROM ${PUBLISHED}:7@sha256:0123 `),
    BUILDER,
    `${PUBLISHED}:7`,
    BUILDER,
    false,
  ],
  [
    'a published one without a tag, as docker prints it',
    generated.replace(`FROM acme/${BUILDER} `, `FROM docker.io/other/${BUILDER}:latest `),
    BUILDER,
    `other/${BUILDER}`,
    BUILDER,
    false,
  ],
])('%s', (_, dockerfile, builder, name, builderStage, hasOwnBuilder) => {
  expect(stackOf(dockerfile, builder)).toEqual({ name, builderStage, hasOwnBuilder });
});

test.each([
  [
    'the stage that stands for it does something',
    `FROM acme/${BUILDER} AS ${BUILDER}\n`,
    `FROM acme/${BUILDER} AS ${BUILDER}\nRUN true\n`,
  ],
  ['it is built on nothing', `FROM acme/${BUILDER} AS`, 'FROM scratch AS'],
])('there is none where %s', (_, from, to) => {
  expect(generated).toContain(from);
  expect(stackOf(generated.replace(from, to), BUILDER)).toBeUndefined();
});
