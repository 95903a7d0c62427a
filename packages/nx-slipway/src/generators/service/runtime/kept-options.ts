import { posix } from 'node:path';
import type { Dockerfile } from '../../../dockerfile/dockerfile';
import { isGeneratedService } from '../../../images/model/is-generated-service';
import { healthPathOf } from '../../../images/roles/health-check';
import type { ServiceOptions } from '../service-options';
import { DEFAULT_USER, OPTION_OF } from './runtime-settings';

/** What a Dockerfile that is written again is not to lose; nothing else tells it. */
export type KeptOptions = Partial<
  Pick<
    ServiceOptions,
    | 'port'
    | 'healthPath'
    | 'processes'
    | 'threads'
    | 'files'
    | 'env'
    | 'label'
    | 'workdir'
    | 'uid'
    | 'gid'
  >
>;

/** Adds the options of the Dockerfile that exists to those that are asked for; these come first. */
export function withKept<O extends ServiceOptions>(
  requested: O,
  dockerfile: Dockerfile | undefined,
): O {
  const kept = keptOptions(dockerfile);
  const list = (key: 'files' | 'env' | 'label') =>
    requested[key].length > 0 ? requested[key] : (kept[key] ?? []);
  return { ...kept, ...requested, files: list('files'), env: list('env'), label: list('label') };
}

/** Reads the options that a generated Dockerfile was written with, as far as the project does not tell them. */
export function keptOptions(dockerfile: Dockerfile | undefined): KeptOptions {
  if (!dockerfile || !isGeneratedService(dockerfile)) return {};
  const instructions = dockerfile.stages.at(-1)?.instructions ?? [];
  const texts = (keyword: string): readonly string[] =>
    instructions.filter((each) => each.keyword === keyword).map(({ text }) => text);
  const last = (keyword: string): string => texts(keyword).at(-1) ?? '';
  const variables = texts('ENV').flatMap(pairsOf);
  const processes = variables.find(({ name }) => name === 'WEB_CONCURRENCY')?.value;
  const healthPath = healthPathOf(last('HEALTHCHECK'));
  const workdir = /^WORKDIR\s+(\S+)/i.exec(last('WORKDIR'))?.[1];
  const [, uid, gid] = /^USER\s+(\d+):(\d+)/i.exec(last('USER')) ?? [];
  const isOwnUser = uid !== undefined && `${uid}:${gid}` !== DEFAULT_USER;
  const numbers = {
    port: numberIn(last('EXPOSE'), /^EXPOSE\s+(\d+)/i),
    processes:
      processes === undefined
        ? numberIn(last('CMD'), /--(?:processes|workers)=(\d+)/)
        : Number(processes),
    threads: numberIn(last('CMD'), /--threads=(\d+)/),
    ...(isOwnUser && { uid: Number(uid), gid: Number(gid) }),
  };
  const lists = {
    files: texts('COPY').flatMap((text) => copiedFile(text, posix.dirname(dockerfile.file))),
    env: variables
      .filter(({ name }) => !OPTION_OF.has(name))
      .map(({ name, value }) => `${name}=${value}`),
    label: texts('LABEL')
      .flatMap(pairsOf)
      .map(({ name, value }) => `${name}=${value}`),
  };
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(healthPath !== undefined && { healthPath }),
    ...(workdir !== undefined && { workdir }),
  };
}

/** The file of the project that a COPY takes from the context; none from a stage. */
function copiedFile(text: string, dir: string): readonly string[] {
  const words = text.replace(/^COPY\s+(?:--link\s+)?/i, '');
  if (words.startsWith('--')) return [];
  const source = words.startsWith('[') ? /^\[\s*"([^"]*)"/.exec(words)?.[1] : words.split(/\s+/)[0];
  if (source === undefined) return [];
  return [`${posix.relative(dir, source)}${source.endsWith('/') ? '/' : ''}`];
}

function pairsOf(text: string): readonly { readonly name: string; readonly value: string }[] {
  const pairs = text.matchAll(/([\w./-]+)=("(?:[^"\\]|\\.)*"|\S+)/g);
  return [...pairs].map(([, name = '', value = '']) => ({
    name,
    value: value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value,
  }));
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
