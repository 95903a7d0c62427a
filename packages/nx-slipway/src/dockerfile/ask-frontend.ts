import {
  type NamedContext,
  prepareReadings,
  type Reading,
  type ReadRequest,
  readDockerfile,
} from 'dockerfile-frontend';
import { isFolderContext } from './context-kind';
import type { Dockerfile } from './dockerfile';

/**
 * The platform that files are read for where nothing is built: the same on every machine, since what a graph says
 * must not differ between them.
 */
const READ_FOR = 'linux/amd64';

/** What is asked of BuildKit's frontend about a file as such, before anything is known of what it is built from. */
export function askFrontend(
  file: Pick<Dockerfile, 'text' | 'arguments'>,
  target?: string,
): Reading {
  return readDockerfile(requestOf(file, target));
}

/** Has many files read at once, which are then answered without waiting. @param texts of Dockerfiles */
export function prepareFiles(texts: readonly string[]): Promise<void> {
  return prepareReadings(texts.map((text) => requestOf({ text, arguments: {} })));
}

function requestOf(
  { text, arguments: { buildArgs = {}, contexts = {} } }: Pick<Dockerfile, 'text' | 'arguments'>,
  target?: string,
): ReadRequest {
  const replaced = Object.entries(contexts).map(([name, value]): [string, NamedContext] => [
    name,
    isFolderContext(value) ? { isFolder: true } : { config: EMPTY },
  ]);
  return {
    dockerfile: text,
    ...(target !== undefined && { target }),
    ...(Object.keys(buildArgs).length > 0 && { buildArgs }),
    ...(replaced.length > 0 && { contexts: Object.fromEntries(replaced) }),
    platform: READ_FOR,
    buildPlatform: READ_FOR,
  };
}

const EMPTY = { architecture: 'amd64', os: 'linux', config: {} };
