import { posix } from 'node:path';

/** How a container with the sources of a workspace is to be run. */
export interface DevRunOptions {
  readonly command: readonly string[];
  /** More arguments of the command. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly envFile?: string;
  readonly network?: string;
  /** More arguments of the engine's client. */
  readonly containerArgs?: readonly string[];
}

/** What is run, and where. */
export interface DevRunSubject {
  readonly reference: string;
  /** Name of the container. */
  readonly container: string;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Folder of the project, relative to the workspace root. */
  readonly folder: string;
  /** Whom the files that it writes are to belong to; absent where that is whom the container's root stands for. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** A terminal shows the output. */
  readonly hasColors: boolean;
  /** Whether uv installs the projects as editable first; in an image of the project's own they are installed. */
  readonly installs?: boolean;
}

/**
 * Lets a user without a name install projects as editable, and becomes that user. uv adds files beside those of the
 * packages, and changes none of these: the image has what is locked. A container cannot start as that user, since
 * only root may let it write there. Every Debian has setpriv.
 */
const BECOME_USER = [
  'uid=$1 gid=$2',
  'shift 2',
  `purelib=$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')`,
  'chmod a+rwx /venv /venv/bin "$purelib"',
  'if [ -e /venv/.lock ]; then chmod a+rw /venv/.lock; fi',
  'exec setpriv --reuid="$uid" --regid="$gid" --clear-groups -- "$@"',
].join('\n');

const WITHOUT_INDEX = {
  // It would compile all packages once more, and cannot write beside them.
  UV_COMPILE_BYTECODE: '0',
  // The image has what is locked; what it lacks is an error, not a download.
  UV_OFFLINE: '1',
};

/** Variables that keep what tools remember out of folders that only root can write. */
const USERS_FOLDERS = { HOME: '/tmp', UV_CACHE_DIR: '/tmp/uv' };

/**
 * The arguments of an engine's client that run a command of the stage `dev` on the sources as they are, in the folder
 * of a project, and leave nothing behind. `--mount` fails where the engine does not see the folder; `--volume` would
 * make an empty one.
 */
export function devArguments(
  { reference, container, workspaceRoot, folder, user, hasColors, installs = true }: DevRunSubject,
  { command, args = [], env = {}, envFile, network, containerArgs = [] }: DevRunOptions,
): readonly string[] {
  const words = [...command, ...args];
  const variables = {
    ...(user && USERS_FOLDERS),
    ...(installs && WITHOUT_INDEX),
    ...(hasColors && { FORCE_COLOR: '1' }),
    ...env,
  };
  return [
    'run',
    '--rm',
    `--name=${container}`,
    `--user=${user && !installs ? `${user.uid}:${user.gid}` : '0:0'}`,
    `--mount=type=bind,${csvField(`source=${workspaceRoot}`)},target=/workspace`,
    `--workdir=${posix.join('/workspace', folder)}`,
    ...(envFile ? [`--env-file=${envFile}`] : []),
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    ...(network ? [`--network=${network}`] : []),
    ...containerArgs,
    reference,
    ...(user && installs ? ['sh', '-ec', BECOME_USER, 'sh', `${user.uid}`, `${user.gid}`] : []),
    ...words,
  ];
}

/** A field of a list as docker reads it, which is CSV. */
function csvField(field: string): string {
  return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
