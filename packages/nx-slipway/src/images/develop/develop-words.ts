import { shellWord } from '../../dockerfile/quote-words';
import { behindVariables } from './behind-variables';
import { reloadingCommand } from './reloading-command';

/** What is run to develop an image. */
export interface DevelopOptions {
  /** Command of the image, as a shell reads it. */
  readonly command: string;
  /** Folders of the container whose sources are watched, absolute. */
  readonly folders: readonly string[];
  readonly reloads: boolean;
  /** Port that a debugger connects to; absent for none. */
  readonly debugPort?: number;
  /** What is printed where a package is missing that the image would need. */
  readonly missing: { readonly debugger: string; readonly watcher: string };
}

/**
 * The words of a shell that run an image's command on sources that change. Whether a debugger and a watcher are
 * there is asked in the container, because only it has what is installed.
 */
export function developWords({
  command,
  folders,
  reloads,
  debugPort,
  missing,
}: DevelopOptions): readonly string[] {
  const { text, isOwn } = reloads
    ? reloadingCommand(command, folders)
    : { text: command, isOwn: true };
  const program =
    debugPort === undefined ? text : behindVariables(text, (behind) => debugged(behind, debugPort));
  const script = [
    ...(debugPort === undefined
      ? []
      : [`python -c 'import debugpy' 2>/dev/null || { printf '%s\\n' "$1" >&2; exit 1; }`]),
    ...(isOwn ? [] : watched(program, folders)),
    `exec ${program}`,
  ].join('\n');
  return ['sh', '-ec', script, 'sh', missing.debugger, missing.watcher];
}

/** Runs a program under the debugger: a module of Python's, or the script of a package. */
function debugged(text: string, port: number): string {
  const [, program = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  // Its options take no equals sign.
  const debug = `python -m debugpy --listen 0.0.0.0:${port}`;
  return /^python[\d.]*$/.test(program)
    ? `${debug} ${rest}`
    : `${debug} "$(command -v ${program})" ${rest}`.trim();
}

function watched(program: string, folders: readonly string[]): readonly string[] {
  const command = shellWord(`sh -c ${shellWord(`exec ${program}`)}`);
  const paths = folders.map(shellWord).join(' ');
  return [
    'if command -v watchfiles >/dev/null; then',
    `  exec watchfiles --filter=python --target-type=command ${command} ${paths}`,
    'fi',
    `printf '%s\\n' "$2" >&2`,
  ];
}
