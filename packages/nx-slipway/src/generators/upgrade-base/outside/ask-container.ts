import { tmpdir } from 'node:os';
import type { Engine } from '../../../engine/engine';
import { formatCommand } from '../../../process/format-command';
import type { RunCommand } from '../../../process/run-command';
import { whyUnanswered } from '../../pin-reference';

/** What a script in a container of an image came to. */
export interface ContainerAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why there is no answer. */
export interface NoAnswer {
  readonly why: string;
  /** Whether the engine does not have the image, which only happens where it may not pull it. */
  readonly isAbsent?: true;
}

/** Milliseconds for the container: it may have to pull the image and what the script fetches. */
const LIMIT = 300_000;

/**
 * Runs a script in a container of a base image.
 *
 * @param words of the script: its `$1` and so on
 * @param input what its standard input holds, once that is known
 * @param answers codes that the script ends with by itself; another one is a failure of the engine's
 */
export async function askContainer(
  reference: string,
  {
    options,
    script,
    words = [],
    input,
    answers = [0],
  }: {
    readonly options: readonly string[];
    readonly script: string;
    readonly words?: readonly string[];
    readonly input?: Promise<string>;
    readonly answers?: readonly number[];
  },
  { engine, run }: { readonly engine: Engine; readonly run: RunCommand },
): Promise<ContainerAnswer | NoAnswer> {
  const flags = ['--rm', ...(input ? ['--interactive'] : []), ...options, '--entrypoint=sh'];
  const command = engine.containerCommand(
    ['run', ...flags, reference, '-c', script, 'sh', ...words],
    tmpdir(),
  );
  const abort = AbortSignal.timeout(LIMIT);
  const { exitCode, stdout, stderr, failure } = await run(command, {
    abort,
    ...(input && { input }),
  });
  if (exitCode !== undefined && answers.includes(exitCode)) return { exitCode, stdout, stderr };
  const detail = abort.aborted ? `no answer within ${LIMIT / 1000} s` : (failure ?? stderr);
  const problem = engine.classifyFailure(detail, formatCommand({ ...command, args: ['run'] }));
  const isAbsent = /no such image|image not known/i.test(detail);
  return { why: whyUnanswered(problem), ...(isAbsent && { isAbsent }) };
}

/** The last line of what a script printed, in which most programs say why they ended. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
