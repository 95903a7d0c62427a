import { posix } from 'node:path';
import type { Dockerfile } from '../../../dockerfile/dockerfile';
import { copiesBeside } from '../../../images/model/files-beside';
import { copiedPath } from '../../../images/model/layout-of-dockerfile';
import type { RoleValues } from '../../../images/roles/definition/placeholders';
import { execWords, readValues } from '../../../images/roles/definition/read-words';
import type { RoleDefinitions } from '../../../images/roles/definition/role-definition';
import { DEVELOPMENT_ENVIRONMENT, isWorkspaceFolder } from '../../../images/roles/development';
import { readPairs } from '../../../images/roles/environment';
import { healthPathOf } from '../../../images/roles/health-check';
import { roleOfDockerfile } from '../../../images/roles/role-of-dockerfile';
import type { ServiceOptions } from '../service-options';
import { DEFAULT_USER, OPTION_OF } from './runtime-settings';

/** Options that the stage shows that runs. */
export type KeptRuntime = Partial<
  Pick<
    ServiceOptions,
    | 'port'
    | 'healthPath'
    | 'processes'
    | 'threads'
    | 'queues'
    | 'files'
    | 'env'
    | 'label'
    | 'workdir'
    | 'uid'
    | 'gid'
  >
>;

/** Reads the options of the stage that runs, as far as the project does not tell them. */
export function keptRuntime(dockerfile: Dockerfile, roles: RoleDefinitions): KeptRuntime {
  const instructions = dockerfile.stages.at(-1)?.instructions ?? [];
  const texts = (keyword: string): readonly string[] =>
    instructions.filter((each) => each.keyword === keyword).map(({ text }) => text);
  const last = (keyword: string): string => texts(keyword).at(-1) ?? '';
  const variables = texts('ENV').flatMap(readPairs);
  const processes = variables.find(({ name }) => name === 'WEB_CONCURRENCY')?.value;
  const healthPath = healthPathOf(last('HEALTHCHECK'));
  const workdir = /^WORKDIR\s+(\S+)/i.exec(last('WORKDIR'))?.[1];
  const [, uid, gid] = /^USER\s+(\d+):(\d+)/i.exec(last('USER')) ?? [];
  const isOwnUser = uid !== undefined && `${uid}:${gid}` !== DEFAULT_USER;
  const definition = roles.get(roleOfDockerfile(dockerfile, roles));
  const words = execWords(last('CMD')) ?? [];
  const shown = definition ? readValues(words, definition) : serverValues(last('CMD'));
  const numbers = {
    port: numberIn(last('EXPOSE'), /^EXPOSE\s+(\d+)/i),
    processes: processes === undefined ? shown.processes : Number(processes),
    threads: shown.threads,
    ...(isOwnUser && { uid: Number(uid), gid: Number(gid) }),
  };
  const lists = {
    queues: shown.queues ?? [],
    files: copiedFiles(dockerfile),
    env: variables
      .filter(({ name }) => !OPTION_OF.has(name) && !(name in DEVELOPMENT_ENVIRONMENT))
      .filter(({ name, value }) => definition?.environment?.[name] !== value)
      .map(({ name, value }) => `${name}=${value}`),
    label: texts('LABEL')
      .flatMap(readPairs)
      .map(({ name, value }) => `${name}=${value}`),
  };
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(healthPath !== undefined && { healthPath }),
    ...(workdir !== undefined && !isWorkspaceFolder(workdir) && { workdir }),
  };
}

/** Files and folders of the project that a generated Dockerfile copies beside the application, relative to its folder. */
export function copiedFiles(dockerfile: Dockerfile): readonly string[] {
  return (
    copiesBeside(dockerfile)
      .flatMap((text) => copiedPath(text, posix.dirname(dockerfile.file)))
      // An image for development holds the whole folder.
      .filter((path) => path !== '/')
  );
}

/** What the command line of a server shows. */
function serverValues(command: string): RoleValues {
  const values = {
    processes: numberIn(command, /--(?:processes|workers)=(\d+)/),
    threads: numberIn(command, /--threads=(\d+)/),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
