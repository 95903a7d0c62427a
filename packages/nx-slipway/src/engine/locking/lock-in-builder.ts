import { posix } from 'node:path';
import { shellWord } from '../../dockerfile/quote-words';
import type { LockStep } from '../../images/installers/lock-step';
import type { Command } from '../../process/command';

/** What locking in base-builder is planned from. */
export interface BuilderLockFacts {
  /** Absolute; the build context of the stack's Dockerfile. */
  readonly workspaceRoot: string;
  /** Absolute folder of this call's files; the lock comes out in `<runFolder>/out`. */
  readonly runFolder: string;
  /** The stack's Dockerfile and the ignore file beside it, as texts; without one that of the context counts. */
  readonly dockerfile: string;
  readonly ignoreFile?: string;
  /** Folder to lock in, relative to the workspace root. */
  readonly lockDir: string;
  readonly step: LockStep;
  /** Variables of this process, of which those that name package indexes are handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Secrets the stack's own steps may use: files by id. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Variables that tell uv where packages come from; they may hold credentials. */
const INDEX_VARIABLE =
  /^UV_(?:DEFAULT_INDEX|INDEX|INDEX_\w+|EXTRA_INDEX_URL|FIND_LINKS|INSECURE_HOST)$/;

/**
 * Locks in the stack's stage base-builder: one build that puts the pyprojects in and takes the lock
 * out. No folder of the host is mounted, so that it works on an engine elsewhere, and the lock belongs
 * to the caller.
 *
 * The caller writes `files` into the run folder, and what is to be locked into `<runFolder>/projects`.
 */
export function lockInBuilder(facts: BuilderLockFacts): {
  readonly files: Readonly<Record<string, string>>;
  readonly command: Command;
} {
  const { runFolder, environment, secrets, ignoreFile } = facts;
  const variables = Object.keys(environment)
    .filter((name) => INDEX_VARIABLE.test(name) && environment[name])
    .sort();
  return {
    files: {
      Dockerfile: `${facts.dockerfile.trimEnd()}\n\n${lockStages(facts, variables)}`,
      ...(ignoreFile !== undefined && { 'Dockerfile.dockerignore': ignoreFile }),
    },
    command: {
      command: 'docker',
      args: [
        'buildx',
        'build',
        `--file=${runFolder}/Dockerfile`,
        '--target=slipway-locked',
        `--build-context=slipway-projects=${runFolder}/projects`,
        ...Object.entries(secrets).map(([id, file]) => `--secret=id=${id},src=${file}`),
        ...variables.map((name) => `--secret=id=${name},env=${name}`),
        `--output=type=local,dest=${runFolder}/out`,
        // What was locked yesterday says nothing about the index today.
        '--no-cache-filter=slipway-lock',
        '--progress=plain',
        facts.workspaceRoot,
      ],
      cwd: facts.workspaceRoot,
    },
  };
}

function lockStages(
  { lockDir, step }: Pick<BuilderLockFacts, 'lockDir' | 'step'>,
  variables: readonly string[],
): string {
  const folder = posix.join('/src', lockDir);
  const mounts = [...step.mounts, ...variables.map((name) => `type=secret,id=${name}`)];
  return [
    'FROM base-builder AS slipway-lock',
    'COPY --from=slipway-projects . /src',
    `RUN ${mounts.map((mount) => `--mount=${mount} \\\n    `).join('')}${[
      ...variables.map((name) => `export ${name}="$(cat /run/secrets/${name})"`),
      `cd ${shellWord(folder)}`,
      [step.command, ...step.args].map(shellWord).join(' '),
    ].join(' \\\n && ')}`,
    '',
    'FROM scratch AS slipway-locked',
    `COPY --from=slipway-lock ${copyWords(step.files.map((file) => posix.join(folder, file)))}`,
    '',
  ].join('\n');
}

/** Sources and the target of a COPY; as JSON where a path is more than one word. */
function copyWords(files: readonly string[]): string {
  const words = [...files, '/'];
  return words.every((word) => shellWord(word) === word) ? words.join(' ') : JSON.stringify(words);
}
