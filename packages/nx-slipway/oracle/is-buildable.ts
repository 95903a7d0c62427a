import { existsSync, lstatSync } from 'node:fs';
import { readDockerfile } from 'dockerfile-frontend';
import { contextReader } from '../src/workspace/files/context-reader';
import { contextOf, type Subject } from './subject';

/**
 * Whether a service most likely builds: its Dockerfile has sense, and its files are there. Random workspaces are made of
 * such services, since one that fails ends the engine's whole call. Nothing else is decided by it.
 *
 * @param root workspace in which the service is written
 */
export function isBuildable(
  root: string,
  { name, context, args, dockerfile, target }: Subject,
): boolean {
  const { result } = readDockerfile({
    dockerfile: `${dockerfile.join('\n')}\n`,
    buildArgs: args,
    ...(target !== undefined && { target }),
    contexts: { named: { isFolder: true } },
    platform: 'linux/amd64',
    buildPlatform: 'linux/amd64',
  });
  const folder = `${root}/${contextOf({ name, context })}`;
  const ignore = { files: [`${root}/services/${name}/Dockerfile.dockerignore`] };
  const { digest } = contextReader(root);
  // What is not there is read as the whole context.
  const all = digest({ folder, source: '.', ignore });
  const paths = result?.locals.find((each) => each.name === 'context')?.followPaths ?? [];
  const isThere = (source: string): boolean =>
    /^[./]*$/.test(source) ||
    (leadsSomewhere(`${folder}/${source}`) && digest({ folder, source, ignore }) !== all);
  return result !== undefined && paths.every(isThere);
}

/** Whether a path is no link to nothing, which BuildKit does not find. */
function leadsSomewhere(path: string): boolean {
  try {
    return !lstatSync(path).isSymbolicLink() || existsSync(path);
  } catch {
    // A pattern, or below a link to a file.
    return true;
  }
}
