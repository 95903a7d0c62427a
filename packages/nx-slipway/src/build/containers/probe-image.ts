import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Engine, EngineContext } from '../../engine/engine';
import type { Probe } from '../../images/nx/plan-probe';
import { watchContainer } from './watch-container';

/** An image to try out, and what its container is given. */
export interface ProbeSubject {
  readonly reference: string;
  readonly probe: Probe;
  readonly env?: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly envFile?: string;
  readonly network?: string;
  /** False for one that writes outside of `/tmp`. Default: true. */
  readonly readOnly?: boolean;
}

/** How an image did. */
export interface ProbeResult {
  readonly success: boolean;
  /** Until it succeeded or failed. */
  readonly seconds: number;
  /** Last lines of what the container printed, if it failed. */
  readonly output: readonly string[];
}

/** How long a probe may take. */
export interface ProbeLimits {
  /** Milliseconds until an image has to serve, or to have imported everything. */
  readonly limit?: number;
  /** Milliseconds between two tries. */
  readonly pause?: number;
  readonly abort?: AbortSignal;
}

const LINES = 15;

/**
 * Starts a container of an image as `run-image` does, with a read-only root, sees whether it does what its role is for,
 * and removes it. A probe of the kind `none` succeeds without a container.
 */
export async function probeImage(
  subject: ProbeSubject,
  engine: Engine,
  { run, cwd }: EngineContext,
  { limit = 60_000, pause = 250, abort }: ProbeLimits = {},
): Promise<ProbeResult> {
  const { probe, reference } = subject;
  if (probe.kind === 'none') return { success: true, seconds: 0, output: [] };
  const call = (args: readonly string[]) => run(engine.containerCommand(args, cwd));
  const name = `slipway-probe-${randomBytes(6).toString('hex')}`;
  const removal = engine.containerCommand(['rm', '--force', '--volumes', name], cwd);
  const watch = watchContainer([engine.containerCommand(['stop', name], cwd), removal]);
  const started = Date.now();
  const seconds = (): number => (Date.now() - started) / 1000;
  try {
    const begun = await call([
      'run',
      ...runOptions(subject, name),
      reference,
      ...argumentsOf(probe),
    ]);
    if (begun.exitCode !== 0) return failed(begun.failure ?? begun.stderr);
    let last = '';
    for (;;) {
      const state = await readState(call, name);
      if (!state.isRunning) {
        const success = probe.kind === 'imports' && state.exitCode === 0;
        return success ? passed() : failed(await logs(), `ended with exit code ${state.exitCode}`);
      }
      if (probe.kind === 'stays' && seconds() > probe.seconds) return passed();
      if (probe.kind === 'serves') {
        const tried = await call(['exec', name, ...probe.words]);
        if (tried.exitCode === 0) return passed();
        last = tried.failure ?? (tried.stderr || tried.stdout);
      }
      if (abort?.aborted) return failed(await logs(), 'stopped');
      if (Date.now() - started > limit) {
        return failed(`${await logs()}\n${last}`, `no success within ${limit / 1000} s`);
      }
      await setTimeout(pause, undefined, abort && { signal: abort }).catch(() => undefined);
    }
  } finally {
    await run(removal);
    watch.done();
  }

  function passed(): ProbeResult {
    return { success: true, seconds: seconds(), output: [] };
  }

  function failed(text: string, why = ''): ProbeResult {
    const lines = [...text.split('\n'), why].filter((line) => line.trim() !== '');
    return { success: false, seconds: seconds(), output: lines.slice(-LINES) };
  }

  async function logs(): Promise<string> {
    const { stdout, stderr } = await call(['logs', `--tail=${LINES}`, name]);
    return [stdout, stderr].filter((each) => each !== '').join('\n');
  }
}

function runOptions(
  { probe, env = {}, envFile, network, readOnly = true }: ProbeSubject,
  name: string,
): readonly string[] {
  // What is only imported has no business outside of its container.
  const connected = probe.kind === 'imports' ? 'none' : network;
  return [
    '--detach',
    `--name=${name}`,
    ...(readOnly ? ['--read-only', '--tmpfs=/tmp'] : []),
    ...(envFile ? [`--env-file=${envFile}`] : []),
    ...Object.entries(env).map(([variable, value]) => `--env=${variable}=${value}`),
    ...(connected ? [`--network=${connected}`] : []),
    '--no-healthcheck',
    ...(probe.kind === 'imports' ? [`--entrypoint=${probe.words[0]}`] : []),
  ];
}

/** What follows the reference: other words than the image's own only where these are not to be run. */
function argumentsOf(probe: Probe): readonly string[] {
  return probe.kind === 'imports' ? probe.words.slice(1) : [];
}

async function readState(
  call: (args: readonly string[]) => ReturnType<EngineContext['run']>,
  name: string,
): Promise<{ readonly isRunning: boolean; readonly exitCode: number }> {
  const format = '--format={{.State.Running}} {{.State.ExitCode}}';
  const { stdout } = await call(['container', 'inspect', format, name]);
  const [running = '', exitCode = '1'] = stdout.trim().split(' ');
  return { isRunning: running === 'true', exitCode: Number(exitCode) };
}
