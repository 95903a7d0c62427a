import type { BakeTarget } from '../src/bake/bake-file';
import type { BakePlan } from '../src/bake/bake-plan';
import type { BuildResult } from '../src/engine/build-result';
import { runBake } from '../src/engine/docker/run-bake';
import { type Recording, recordedEngine, vertexLine } from './recorded-engine';

/** A plan that asks for the given images; each is named like its target. */
export function planOf(
  requested: readonly string[],
  targets: Readonly<Record<string, Partial<BakeTarget>>> = {},
): BakePlan {
  const names = [...new Set([...requested, ...Object.keys(targets)])];
  return {
    bakeFile: {
      group: { default: { targets: requested } },
      target: Object.fromEntries(
        names.map((name) => [name, { context: '/workspace', ...targets[name] }]),
      ),
    },
    files: {},
    targets: Object.fromEntries(requested.map((name) => [name, name])),
    allowRead: ['/run-folder'],
    cacheFolders: [],
  };
}

/** Runs a plan on captured calls to its end. */
export async function replay(
  plan: BakePlan,
  recordings: readonly Recording[],
  abort?: AbortSignal,
) {
  const engine = recordedEngine(recordings);
  const results: BuildResult[] = [];
  const building = runBake(plan, {
    run: engine.run,
    workspaceRoot: '/workspace',
    runFolder: '/run-folder',
    ...(abort && { abort }),
  });
  let next = await building.next();
  while (!next.done) {
    results.push(next.value);
    next = await building.next();
  }
  return {
    results,
    summary: next.value,
    asked: engine.commands.map(({ args }) => args.filter((arg) => !arg.startsWith('-')).slice(2)),
  };
}

export function outcomes(results: readonly BuildResult[]) {
  return results.map(({ image, success, problem }) => [image, success ? 'built' : problem?.kind]);
}

export function exported(name: string) {
  return vertexLine(`[${name}] exporting to image`);
}
export function brokenStep(name: string) {
  return vertexLine(`[${name} 1/1] RUN false`, {
    error: `process "false" did not complete: exit code: 1`,
  });
}
