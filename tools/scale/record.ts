import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

/**
 * Runs a command that builds images and reads the steps of its build.
 * @throws where the command fails, or builds nothing
 */
export async function record(
  workspace: string,
  [program, ...args]: readonly [string, ...string[]],
): Promise<Workload> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-scale-'));
  try {
    await writeFile(join(folder, 'docker'), shim);
    await chmod(join(folder, 'docker'), 0o755);
    const env = { PATH: `${folder}:${process.env.PATH}`, SLIPWAY_RECORDING: folder };
    await execa(program, args, { cwd: workspace, env, stdio: 'inherit' });
    const bake = JSON.parse(await readFile(join(folder, 'bake.json'), 'utf8')) as BakeFile;
    const lines = (await readFile(join(folder, 'progress.log'), 'utf8')).split('\n');
    const targets = Object.entries(bake.target).map(([name, target]) => [
      name,
      linkedTargets(target),
    ]);
    return readProgress(lines, Object.fromEntries(targets), bake.group.default?.targets ?? []);
  } finally {
    await rm(folder, { recursive: true });
  }
}
