import { posix } from 'node:path';
import type { Instruction } from '../../dockerfile/dockerfile';
import { jsonWords } from '../../dockerfile/json-words';
import {
  carried,
  expanded,
  left,
  type Part,
  recognised,
  type StageContext,
  type StageState,
} from './part';
import { readCmd, readEntrypoint } from './read-command';
import { pairsOf, readEnv } from './read-environment';

/** Parts of an instruction, and what is true behind it. */
export interface ReadInstruction {
  readonly parts: readonly Part[];
  readonly state: StageState;
}

/** Reads an instruction that is no RUN, COPY or ADD. */
export function readSetting(
  { keyword, text }: Instruction,
  context: StageContext,
): ReadInstruction {
  const { state, runs } = context;
  const rest = text.slice(keyword.length).trim();
  const same = (...parts: readonly Part[]): ReadInstruction => ({ parts, state });
  switch (keyword) {
    case 'ENV':
      return readEnv(rest, context);
    case 'ARG':
      return readArg(rest, context);
    case 'WORKDIR': {
      const path = expanded(rest.replace(/^["']|["']$/g, ''), state);
      return path === undefined
        ? same(left(`the folder ${rest} is not known`, 'Give it with --workdir.'))
        : {
            parts: [
              recognised(runs ? `--workdir=${posix.resolve(state.workdir, path)}` : NOT_KEPT),
            ],
            state: { ...state, workdir: posix.resolve(state.workdir, path), hasWorkdir: true },
          };
    }
    case 'USER':
      return readUserOf(rest, context);
    case 'SHELL':
      return {
        parts: [recognised('the shell of the steps')],
        state: { ...state, shell: jsonWords(rest) ?? state.shell },
      };
  }
  if (!runs) return same(recognised(NOT_KEPT));
  switch (keyword) {
    case 'LABEL':
      return same(...pairsOf(rest).map(readLabel));
    case 'EXPOSE':
      return same(...readPorts(rest, state));
    case 'CMD':
      return same(readCmd(rest, state));
    case 'ENTRYPOINT':
      return same(readEntrypoint(rest, state));
    case 'HEALTHCHECK':
      return same(readHealthCheck(text, rest));
    case 'STOPSIGNAL':
    case 'VOLUME':
      return same(carried('as it is', { settings: [text] }));
    case 'MAINTAINER':
      return same(
        left('MAINTAINER is deprecated', `Write --label=org.opencontainers.image.authors=…`),
      );
    default:
      return same(
        left(
          `${keyword} has no meaning in the new file`,
          'Write it into the stage `runtime` if an image is built from this one.',
        ),
      );
  }
}

const NOT_KEPT = 'says something of a stage that the image does not keep';

function readArg(rest: string, { state, runs }: StageContext): ReadInstruction {
  const pairs = pairsOf(rest);
  const known = pairs.flatMap(({ name, value }): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    parts: pairs.map(({ name }) =>
      recognised(`argument ${name}${runs ? '' : ' of a stage that builds'}`),
    ),
    state: { ...state, env: new Map([...known, ...state.env]) },
  };
}

function readUserOf(rest: string, { state, runs }: StageContext): ReadInstruction {
  const user = expanded(rest.replace(/["']/g, ''), state);
  return user === undefined
    ? { parts: [left(`the user ${rest} is not known`, 'Give its number with --uid.')], state }
    : { parts: [recognised(runs ? `user ${user}` : NOT_KEPT)], state: { ...state, user } };
}

function readLabel({ name, value = '', text }: ReturnType<typeof pairsOf>[number]): Part {
  return /[$\n]/.test(value) || !/^[\w./-]+$/.test(name)
    ? carried(`label ${name} as it is`, { settings: [`LABEL ${text}`] })
    : recognised(`--label=${name}`, { label: [`${name}=${value}`] });
}

function readPorts(rest: string, state: StageState): readonly Part[] {
  return rest.split(/\s+/).map((word): Part => {
    const port = expanded(word, state);
    const number = /^(\d+)(?:\/tcp)?$/.exec(port ?? '')?.[1];
    return number === undefined
      ? carried(`port ${word} as it is`, { settings: [`EXPOSE ${word}`] })
      : recognised(`port ${number}`, { exposes: [Number(number)] });
  });
}

/** A probe over HTTP asks for a path, and the generated one does so without curl. */
function readHealthCheck(text: string, rest: string): Part {
  if (/^NONE$/i.test(rest)) return recognised('no probe');
  const path =
    /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+|:\$\{?\w+\}?)?(\/[\w\-.~/%?=&]*)?/.exec(
      text,
    );
  return path
    ? recognised(`--health-path=${path[1] ?? '/'}`, {
        healthPath: path[1] ?? '/',
        probe: text,
      })
    : carried('probe as it is', { settings: [text], replaces: ['HEALTHCHECK'] });
}
