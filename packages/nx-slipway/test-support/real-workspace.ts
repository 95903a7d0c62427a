import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { runBuild } from '../src/build/run';
import { buildLog, type Step } from '../src/engine/log/build-log';
import { parseProgressLine } from '../src/engine/log/progress';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { formatCommand } from '../src/process/format-command';
import { type RunCommand, runCommand } from '../src/process/run-command';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { buildTasksOf } from './build-tasks-of';
import { workspaceLocker } from './lock-workspace';
import type { Files } from './workspace-files';
import { writeFiles } from './write-files';

/** What one run of the executor did, as counted on what the engine itself reported. */
export interface BuildReport {
  /** Tasks that failed, without `:build-image`, with what they printed. */
  readonly failed: Readonly<Record<string, string>>;
  /** All that was printed, the engine's progress included. */
  readonly printed: string;
  /** Calls of bake. */
  readonly invocations: number;
  /** Instructions of Dockerfiles that were run, and not taken from the cache. */
  readonly stepsRun: readonly Step[];
  /** Texts of those that are RUNs, without their mounts. */
  readonly runs: readonly string[];
  /** Bytes of build context, by bake target. */
  readonly contextBytes: ReadonlyMap<string, number>;
  /** The bake files the engine was given. */
  readonly bakeFiles: readonly string[];
  /** Commands of the engine's client, as they could be typed. */
  readonly commands: readonly string[];
}

/** A workspace on disk, and what tests do with it. */
export interface RealWorkspace {
  readonly root: string;
  readonly namespace: string;
  readonly write: (files: Files) => void;
  readonly read: (file: string) => string;
  /** Locks with the workspace's installer. */
  readonly lock: () => Promise<void>;
  /** Builds through the executor's own code. */
  readonly build: (
    projects: readonly string[],
    options?: BuildImageSchema,
    /** Called where a run waits before it tries again; no time passes. */
    onWait?: () => void,
  ) => Promise<BuildReport>;
  /** Removes the folder, and all images of the namespace. */
  readonly dispose: () => Promise<void>;
}

/** A command of a test; throws where it fails. */
export async function call(command: string, args: readonly string[], cwd = '/'): Promise<string> {
  const { exitCode, stdout, stderr, failure } = await runCommand({ command, args, cwd });
  if (exitCode !== 0) {
    throw new Error(`${command} ${args.join(' ')}\n${failure ?? stderr}\n${stdout}`);
  }
  return stdout;
}

/** Makes a workspace of files in a fresh folder and locks it. The index is `UV_DEFAULT_INDEX`. */
export async function makeWorkspace(
  namespace: string,
  files: Files,
  installer: InstallerName = 'uv',
): Promise<RealWorkspace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-workspace-')));
  const write = (more: Files): void => writeFiles(root, more);
  const lock = workspaceLocker(root, installer, call);
  write({ ...files, ...pipConfiguration() });
  try {
    await lock();
  } catch (error) {
    rmSync(root, { recursive: true });
    throw error;
  }
  return {
    root,
    namespace,
    write,
    read: (file) => readFileSync(join(root, file), 'utf8'),
    lock,
    build: (projects, options, onWait) => buildIn(root, namespace, projects, options, onWait),
    async dispose() {
      rmSync(root, { recursive: true });
      rmSync(recordsOf(namespace), { recursive: true, force: true });
      await removeImages(namespace);
    },
  };
}

/** The part of Nx's context that the executor reads; projects are the folders below these. */
export function executorContext(root: string, namespace: string): ExecutorContext {
  const roots = ['docker', 'images', 'libs', 'services'].flatMap((parent) =>
    existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)
      : [],
  );
  return {
    root,
    projectsConfigurations: {
      version: 2,
      projects: Object.fromEntries(roots.map((each) => [basename(each), { root: each }])),
    },
    nxJsonConfiguration: { plugins: [{ plugin: 'nx-slipway', options: { namespace } }] },
  } as unknown as ExecutorContext;
}

/** Where the records of a namespace's images are, a file each. */
export function imageRecordsOf(namespace: string): string {
  return join(recordsOf(namespace), 'images');
}

/** Where all checkouts of a namespace have what is known of their builds. */
export function recordsOf(namespace: string): string {
  return join(tmpdir(), `${namespace}-records`);
}

/** Where RUNs that call pip find the index of these tests. */
export const SECRETS: readonly string[] = process.env.UV_DEFAULT_INDEX
  ? ['id=pip-conf,src=.pip.conf']
  : [];

/** The file of that secret. */
export function pipConfiguration(): Files {
  const index = process.env.UV_DEFAULT_INDEX;
  return index
    ? {
        '.pip.conf': `[global]\nindex-url = ${index}\ntrusted-host = ${new URL(index).hostname}\n`,
      }
    : {};
}

/** Builds a workspace through the executor's own code. @param root absolute @param context of Nx */
export async function buildIn(
  root: string,
  namespace: string,
  projects: readonly string[],
  options: BuildImageSchema = {},
  onWait: () => void = () => {},
  context: ExecutorContext = executorContext(root, namespace),
): Promise<BuildReport> {
  // Most specs look at what the engine does again, not at what it is spared.
  const all = { reuse: false, ...options, secrets: [...SECRETS, ...(options.secrets ?? [])] };
  const tasks = buildTasksOf(projects, all);
  const engine = countingEngine();
  const printed: string[] = [];
  const failed: Record<string, string> = {};
  // A machine that runs these tests for a commit writes neither caches nor outputs for them.
  const { CI: _, GITHUB_OUTPUT: __, ...environment } = process.env;
  const outcomes = runBuild(tasks, context, {
    run: engine.run,
    abort: new AbortController().signal,
    environment,
    recordsFolder: recordsOf(namespace),
    print: (text) => printed.push(text),
    wait: async () => onWait(),
  });
  for await (const { task, success, output } of outcomes) {
    if (!success) failed[task.replace(':build-image', '')] = output;
    printed.push(output);
  }
  return { failed, ...engine.report(printed) };
}

/** The real engine, with an account of its own of what bake's progress says. */
function countingEngine() {
  const logs: ReturnType<typeof buildLog>[] = [];
  const lines: string[] = [];
  const bakeFiles: string[] = [];
  const commands: string[] = [];
  const run: RunCommand = (command, options = {}) => {
    commands.push(formatCommand(command));
    const file = command.args.find((arg) => arg.startsWith('--file='));
    if (!command.args.includes('bake') || !file) return runCommand(command, options);
    bakeFiles.push(readFileSync(file.slice('--file='.length), 'utf8'));
    const log = buildLog('');
    logs.push(log);
    return runCommand(command, {
      ...options,
      onStderrLine(line) {
        const event = parseProgressLine(line);
        if (event) log.accept(event);
        lines.push(line);
        options.onStderrLine?.(line);
      },
    });
  };
  return {
    run,
    report(printed: readonly string[]) {
      const steps = logs.flatMap((log) => log.steps()).filter((step) => step.isInstruction);
      const stepsRun = steps.filter(({ outcome }) => outcome === 'run');
      return {
        printed: [...lines, ...printed].join('\n'),
        invocations: logs.length,
        stepsRun,
        runs: stepsRun
          .filter(({ text }) => text.startsWith('RUN '))
          .map(({ text }) => text.replace(/--mount=\S+\s+/g, '').replace(/\s+/g, ' ')),
        contextBytes: new Map(logs.flatMap((log) => [...log.contextBytes()])),
        bakeFiles,
        commands,
      };
    },
  };
}

/** What a test compares of an image. */
export interface InspectedImage {
  readonly id: string;
  readonly layers: readonly string[];
}

/** Id and layers of images in the engine's store, by the given references. */
export async function inspectImages(
  references: readonly string[],
): Promise<ReadonlyMap<string, InspectedImage>> {
  const format = '--format={{.Id}} {{json .RootFS.Layers}}';
  const text = await call('docker', ['image', 'inspect', format, ...references]);
  const images = text.split('\n').map((line): InspectedImage => {
    const [id = '', layers = '[]'] = line.split(' ');
    return { id, layers: JSON.parse(layers) as string[] };
  });
  return new Map(
    references.flatMap((reference, index) => {
      const image = images[index];
      return image ? [[reference, image]] : [];
    }),
  );
}

/**
 * Removes all images of a namespace from the engine's store, by their names: with `--force` the engine removes every name
 * of an id, and another workspace that is built from the same files has the same ids.
 */
export async function removeImages(namespace: string): Promise<void> {
  // One without a tag has a digest for a name.
  const name = '{{.Repository}}{{if eq .Tag "<none>"}}@{{.Digest}}{{else}}:{{.Tag}}{{end}}';
  const filter = `--filter=reference=${namespace}/*`;
  const text = await call('docker', ['image', 'ls', '--digests', `--format=${name}`, filter]);
  const names = [...new Set(text.split('\n').filter((line) => line !== ''))];
  if (names.length > 0) await call('docker', ['image', 'rm', '--force', ...names]);
}
