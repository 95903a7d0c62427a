import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { buildOrder } from '../../bake/targets/build-order';
import { normalizePlatform } from '../../dockerfile/platform';
import { DEFAULT_COMPRESSION } from '../../images/options/compression';
import { CAPABILITIES } from '../../images/options/engine-capabilities';
import type { RunCommand } from '../../process/run-command';
import { tagImageCommand } from '../docker/image-commands';
import { exposedPortsReader } from '../docker/read-exposed-ports';
import { readImageSizes } from '../docker/read-image-sizes';
import { readStoredImages } from '../docker/read-stored-images';
import type { Engine } from '../engine';
import { classifyPodman } from './classify-podman';
import { podmanBuildCommand } from './podman-build-command';
import { folderLink, imageLink } from './podman-links';
import { readPodmanBase } from './read-podman-base';
import { resolvePodmanDigest } from './resolve-podman-digest';
import { runPodmanBuild } from './run-podman-build';
import { runPodmanPush } from './run-podman-push';

/** Podman, which builds by Buildah: one target after the other, into the one store there is. */
export const podmanEngine: Engine = {
  name: 'podman',
  capabilities: CAPABILITIES.podman,
  build: runPodmanBuild,
  printedCommands({ bakeFile, targets, files }, { workspaceRoot, runFolder }) {
    const hasFile = (path: string): boolean =>
      posix.relative(runFolder, path) in files || existsSync(path);
    const links = new Map(
      Object.entries(bakeFile.target).map(([name, target]) => [
        name,
        folderLink(name, target, runFolder)?.context ?? imageLink(`<id of ${name}>`),
      ]),
    );
    return buildOrder(bakeFile, Object.values(targets)).flatMap((name) => {
      const target = bakeFile.target[name];
      return target && !folderLink(name, target, runFolder)
        ? [podmanBuildCommand(name, target, { workspaceRoot, runFolder, links, hasFile })]
        : [];
    });
  },
  classifyFailure: classifyPodman,
  push: runPodmanPush,
  async readStoredImages(references, { run, cwd }) {
    const images = await readStoredImages(references, { run: asPodman(run), cwd });
    return images.map(({ id, tags, ...image }) => ({
      ...image,
      id: `sha256:${id}`,
      tags: tags.map(withoutLocalhost),
    }));
  },
  // It builds for one platform at a time.
  hasPlatforms: async (_, platforms) => platforms.length <= 1,
  tagImage: (id, tag, { run, cwd }) => asPodman(run)(tagImageCommand(id, tag, cwd)),
  readImageSizes: (references, { run, cwd }) =>
    readImageSizes(references, {
      async run(command, options) {
        const outcome = await asPodman(run)(command, options);
        const lines = outcome.stdout.split('\n').map(withoutLocalhost);
        // `125 MB` where docker says `125MB`.
        return {
          ...outcome,
          stdout: lines.map((line) => line.replace(/ (?=\S+$)/, '')).join('\n'),
        };
      },
      cwd,
    }),
  readExposedPorts: exposedPortsReader({
    command: 'podman',
    unknown: /image not known/,
    classify: classifyPodman,
  }),
  async readNodes(_, { run, cwd }) {
    const args = ['info', '--format={{.Host.OS}}/{{.Host.Arch}}'];
    const { stdout } = await run({ command: 'podman', args, cwd });
    const platform = normalizePlatform(stdout.trim());
    return { count: 1, ...(platform !== undefined && { platform }) };
  },
  readCompressions: async () => [DEFAULT_COMPRESSION],
  resolveDigest: resolvePodmanDigest,
  tellsBases: false,
  readBase: readPodmanBase,
  // What it has been asked for before is all there is to know.
  readBaseConfig: async ({ reference, platform }, { run }) => {
    const base = await readPodmanBase(reference, { run, pull: false });
    return 'problem' in base ? undefined : base.configs?.[platform];
  },
  containerCommand: (args, cwd) => ({ command: 'podman', args, cwd }),
};

/** Calls podman in place of docker, for the commands that it takes in docker's words. */
function asPodman(run: RunCommand): RunCommand {
  return (command, options) => run({ ...command, command: 'podman' }, options);
}

/** A reference as docker prints it: podman names the registry `localhost` where none is named. */
function withoutLocalhost(reference: string): string {
  return reference.replace(/^localhost\//, '');
}
