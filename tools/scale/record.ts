import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { BakeFile } from '../../packages/nx-slipway/src/bake/bake-file.ts';
import { linkedTargets } from '../../packages/nx-slipway/src/bake/targets/target-links.ts';
import { readProgress } from './read-progress.ts';
import type { Workload } from './workload.ts';

/** Stands before docker on PATH: notes the bake file and what bake says of its progress. */
const shim = `#!/bin/bash
for word in "$@"; do
  case $word in --file=*) cp "\${word#--file=}" "$SLIPWAY_RECORDING/bake.json" ;; esac
done
case " $* " in *" bake "*) exec 2> >(tee -a "$SLIPWAY_RECORDING/progress.log" >&2) ;; esac
PATH=\${PATH#*:} exec docker "$@"
`;

/** A build that was recorded. */
export interface Recording {
  readonly workload: Workload;
  /** Of the command, from its start to its end. */
  readonly seconds: number;
}

/**
 * Runs a command that builds images and reads the steps of its build.
 *
 * @param env over `process.env`
 * @throws where the command fails, or builds nothing
 */
export async function record(
  workspace: string,
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-scale-'));
  try {
    await writeFile(join(folder, 'docker'), shim);
    await chmod(join(folder, 'docker'), 0o755);
    const path = `${folder}:${env.PATH ?? process.env.PATH}`;
    const started = performance.now();
    await execa(program, args, {
      cwd: workspace,
      env: { ...env, PATH: path, SLIPWAY_RECORDING: folder },
      stdio: 'inherit',
    });
    const seconds = Math.round(performance.now() - started) / 1000;
    const bake = JSON.parse(await readFile(join(folder, 'bake.json'), 'utf8')) as BakeFile;
    const lines = (await readFile(join(folder, 'progress.log'), 'utf8')).split('\n');
    const targets = Object.entries(bake.target).map(([name, target]) => [
      name,
      linkedTargets(target),
    ]);
    const { steps, jobs, engineSeconds } = readProgress(
      lines,
      Object.fromEntries(targets),
      bake.group.default?.targets ?? [],
      cpus().length,
    );
    const outsideSeconds = Math.round((seconds - engineSeconds) * 1000) / 1000;
    return { seconds, workload: { steps, jobs, outsideSeconds } };
  } finally {
    await rm(folder, { recursive: true });
  }
}
