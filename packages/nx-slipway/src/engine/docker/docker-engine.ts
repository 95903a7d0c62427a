import { CAPABILITIES } from '../../images/options/engine-capabilities';
import type { Engine } from '../engine';
import { classifyFailure } from './classify-failure';
import { tagImageCommand } from './image-commands';
import { readBase } from './read-base';
import { readBaseConfig } from './read-base-config';
import { readCompressions, readNodes } from './read-builder';
import { exposedPortsReader } from './read-exposed-ports';
import { readImageSizes } from './read-image-sizes';
import { readPublishedImage } from './read-published-image';
import { hasPlatforms, readStoredImages } from './read-stored-images';
import { pullCommand, tagRemoteCommand } from './registry-commands';
import { resolveDigest } from './resolve-digest';
import { runBake } from './run-bake';
import { runPush } from './run-push';

/** Docker with buildx: one call of bake for all images of a run, on whichever builder. */
export const dockerEngine: Engine = {
  name: 'docker',
  capabilities: CAPABILITIES.docker,
  build: runBake,
  classifyFailure,
  // The bake file is the whole of it.
  printedCommands: () => [],
  push: runPush,
  readStoredImages,
  hasPlatforms,
  tagImage: (id, tag, { run, cwd }) => run(tagImageCommand(id, tag, cwd)),
  readImageSizes,
  readExposedPorts: exposedPortsReader({
    command: 'docker',
    unknown: /no such image/i,
    classify: classifyFailure,
  }),
  readNodes,
  readCompressions,
  resolveDigest,
  tellsBases: true,
  readBase,
  readBaseConfig,
  registry: {
    readPublishedImage,
    tagPublished: (source, tags, { run, ...client }) => run(tagRemoteCommand(source, tags, client)),
    pull: (reference, platform, { run, ...client }) =>
      run(pullCommand(reference, platform, client)),
  },
  containerCommand: (args, cwd) => ({ command: 'docker', args, cwd }),
};
