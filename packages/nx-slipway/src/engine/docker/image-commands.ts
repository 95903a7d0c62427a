import type { Command } from '../../process/command';

/** All there is to know of images in the engine's store, a line of JSON each; those not there are left out. */
export function inspectImagesCommand(references: readonly string[], cwd: string): Command {
  return {
    command: 'docker',
    args: ['image', 'inspect', '--format={{json .}}', ...references],
    cwd,
  };
}

/** Asks for an image in the engine's store as it is for one platform; fails where that is not there. */
export function inspectPlatformCommand(id: string, platform: string, cwd: string): Command {
  const args = ['image', 'inspect', `--platform=${platform}`, '--format={{.Id}}', id];
  return { command: 'docker', args, cwd };
}

/** Puts a tag on an image of the engine's store. */
export function tagImageCommand(id: string, tag: string, cwd: string): Command {
  return { command: 'docker', args: ['image', 'tag', id, tag], cwd };
}
