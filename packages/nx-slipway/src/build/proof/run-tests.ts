import type { ExecutorContext } from '@nx/devkit';
import type { Engine } from '../../engine/engine';
import type { RunInDevSchema } from '../../executors/run-in-dev/schema';
import type { ProofCheck } from '../../images/upgrade/proof';
import { formatProblem } from '../../problems/format-problem';
import { withoutLogins } from '../../problems/logins';
import type { RunCommand } from '../../process/run-command';
import type { DevCaller } from '../containers/dev-caller';
import { planDevContainer } from '../containers/run-in-dev';
import { watchContainer } from '../containers/watch-container';

/** Where tests run, and who waits for them. */
export interface TestScope {
  readonly executor: ExecutorContext;
  /** Which has the images of the proof. */
  readonly engine: Engine;
  readonly caller: DevCaller;
  readonly run: RunCommand;
  readonly abort: AbortSignal;
}

/** Lines of the output of what failed that a proof keeps. */
export const OUTPUT_LINES = 25;

/** Runs the tests of a project in the stage `dev` of its stack, and fails where the same tests passed on the old base. */
export async function checkTests(
  project: string,
  tests: RunInDevSchema,
  { before, after }: { readonly before: string; readonly after: string },
  scope: TestScope,
): Promise<ProofCheck> {
  const now = await runTests(project, tests, after, scope);
  if (now.success) return { what: 'tests', verdict: 'passed', detail: now.detail };
  const old = await runTests(project, tests, before, scope);
  // What could not be tried on the old base is no excuse.
  const isOld = !old.success && old.hasRun;
  return {
    what: 'tests',
    verdict: isOld ? 'unproven' : 'failed',
    detail: isOld ? 'fail on the old base too' : now.detail,
    output: now.output,
  };
}

interface TestRun {
  readonly success: boolean;
  readonly hasRun: boolean;
  readonly detail: string;
  readonly output: readonly string[];
}

async function runTests(
  project: string,
  { __unparsed__: _, ...tests }: RunInDevSchema,
  tag: string,
  { executor, engine, caller, run, abort }: TestScope,
): Promise<TestRun> {
  const context = { ...executor, projectName: project };
  const options = { ...tests, engine: engine.name };
  const planned = await planDevContainer(options, context, { ...caller, hasColors: false }, tag);
  if ('problems' in planned) {
    const output = planned.problems.flatMap((each) => formatProblem(each).split('\n'));
    return { success: false, hasRun: false, detail: 'could not run', output };
  }
  const { name, args } = planned;
  const command = (words: readonly string[]) => engine.containerCommand(words, executor.root);
  const removal = command(['rm', '--force', name]);
  const watch = watchContainer([command(['stop', name]), removal]);
  try {
    const { exitCode, stdout, stderr, failure } = await run(command(args), { abort });
    const lines = [stdout, stderr, failure ?? '']
      .flatMap((text) => withoutLogins(text).split('\n'))
      .filter((line) => line.trim() !== '');
    return {
      success: exitCode === 0,
      // The engine ends with these where it did not start the container.
      hasRun: exitCode !== undefined && ![125, 126, 127].includes(exitCode),
      detail: summaryOf(lines) ?? (exitCode === 0 ? 'passed' : `exit code ${exitCode}`),
      output: lines.slice(-OUTPUT_LINES),
    };
  } finally {
    if (abort.aborted) await run(removal);
    watch.done();
  }
}

/** The last line of pytest without its time: `3 passed, 1 failed`. */
function summaryOf(lines: readonly string[]): string | undefined {
  const line = lines.findLast((each) => /\b\d+ (passed|failed|errors?)\b.* in [\d.]+/.test(each));
  return line?.replace(/^=+ | =+$/g, '').replace(/ in [\d.]+.*$/, '');
}
