import { posix } from 'node:path';
import { shellCommands } from './shell-commands';

/** A server that listens on a port of its own if nobody names one, by the words that start it. */
interface Server {
  readonly start: RegExp;
  readonly port: number;
  /** Its variables for port and address. */
  readonly variables?: readonly [port: string, host: string];
  /** It is reachable from other machines if no option says otherwise. */
  readonly isOpen?: true;
}

/** From `--help` of each program. gunicorn is not here: its configuration file may say another port. */
const SERVERS: readonly Server[] = [
  { start: /^uvicorn\b/, port: 8000, variables: ['UVICORN_PORT', 'UVICORN_HOST'] },
  { start: /^fastapi run\b/, port: 8000, isOpen: true },
  { start: /^fastapi dev\b/, port: 8000 },
  { start: /^flask (?:.*\s)?run\b/, port: 5000, variables: ['FLASK_RUN_PORT', 'FLASK_RUN_HOST'] },
  {
    ...{ start: /^streamlit run\b/, port: 8501, isOpen: true },
    variables: ['STREAMLIT_SERVER_PORT', 'STREAMLIT_SERVER_ADDRESS'],
  },
  { start: /^hypercorn\b/, port: 8000 },
  { start: /^daphne\b/, port: 8000 },
];

/**
 * The port that a command listens on: the one of its options, `--bind=0.0.0.0:8000`, `--server.port 8501`, or else the
 * one that its server takes by itself, if it listens for other machines.
 *
 * @param env what the image sets
 */
export function portOfCommand(
  words: readonly string[],
  env: ReadonlyMap<string, string> = new Map(),
): number | undefined {
  // `${PORT:-8000}`: what counts if nobody sets the variable.
  const text = words.join(' ').replace(/\$\{\w+:-(\d+)\}/g, '$1');
  const called = lastCall(words);
  const named = NAMED.map((pattern) => pattern.exec(text)?.[1]).find((each) => each !== undefined);
  return named === undefined ? usualPort(called, env) : Number(named);
}

/** The program that a shell starts last: the ones before it end. */
function lastCall(words: readonly string[]): readonly string[] {
  const [program = '', option, script] = words;
  if (!/^(?:ba|da)?sh$/.test(posix.basename(program)) || option !== '-c') return words;
  const called = shellCommands(script ?? '').at(-1)?.words ?? [];
  return called[0] === 'exec' ? called.slice(1) : called;
}

const NAMED = [
  /(?:^|\s)(?:-b|--bind|--http|--http-socket|--http11-socket|--listen)[= ]\S*?:(\d+)(?=\s|$)/,
  /(?:^|\s)--(?:server\.)?port[= ](\d+)(?=\s|$)/,
  /\b(?:flask|daphne)\b.*\s-p[= ]?(\d+)(?=\s|$)/,
  /\brunserver (?:\S*?:)?(\d+)(?=\s|$)/,
];

function usualPort(
  [program = '', ...rest]: readonly string[],
  env: ReadonlyMap<string, string>,
): number | undefined {
  const options = rest.join(' ');
  const server = SERVERS.find(({ start }) => start.test(`${posix.basename(program)} ${options}`));
  if (!server || /(?:^|\s)--(?:server\.)?port\b|(?:^|\s)(?:-p|--config|-c)\b/.test(options)) {
    return undefined;
  }
  const [port, host] = (server.variables ?? []).map((name) => env.get(name));
  const address = /(?:^|\s)(?:--host|-h|--server\.address|-b)[= ](\S+)/.exec(options)?.[1] ?? host;
  const isOpen = address === undefined ? server.isOpen === true : !LOOPBACK.test(address);
  const number = port ?? String(server.port);
  return isOpen && /^\d+$/.test(number) ? Number(number) : undefined;
}

const LOOPBACK = /^(?:127\.|localhost$|\[?::1\]?$)/;
