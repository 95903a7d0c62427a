import { createRequire } from 'node:module';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { compareImages } from '../../build/compare/compare-images';
import { workspaceEngine } from '../../engine/engine-of';
import type { Image } from '../../images/model/image';
import { ProblemsError } from '../../problems/problems-error';
import type { RunCommand } from '../../process/run-command';
import type { PythonProject } from '../../python/pyproject/python-project';
import { formatComparison } from '../../report/format-comparison';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';

/** A hand-written image, and the new one. */
export interface AdoptedPair {
  readonly before: Image;
  readonly after: Image;
}

/** The images of an old Dockerfile, each with its new one, as the workspace names them by now. */
export function adoptedPairs(
  { model }: Pick<TreeWorkspace, 'model'>,
  old: string,
  images: readonly { readonly file: string; readonly stage?: string }[],
): readonly AdoptedPair[] {
  const all = [...model.images.catalogue.images.values()];
  return images.flatMap(({ file, stage }): readonly AdoptedPair[] => {
    const own = all.filter(({ dockerfile }) => dockerfile === old);
    const before =
      own.find((each) => each.stage === stage) ?? (own.length === 1 ? own[0] : undefined);
    const after = all.find(({ dockerfile }) => dockerfile === file);
    return before && after ? [{ before, after }] : [];
  });
}

/**
 * Builds both images of each pair by Nx itself, so that all options of their targets count, and prints their
 * differences.
 *
 * @throws {ProblemsError} where an image is not built, or its contents cannot be read
 */
export async function compareAdopted(
  pairs: readonly AdoptedPair[],
  {
    root,
    project,
    name,
    workspace: { options },
    run,
  }: {
    readonly root: string;
    readonly project: PythonProject;
    /** Of the Nx project. */
    readonly name: string;
    readonly workspace: Pick<TreeWorkspace, 'options'>;
    readonly run: RunCommand;
  },
): Promise<void> {
  const chosen = workspaceEngine(options.engine);
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  const targets = [
    ...new Set(
      pairs
        .flatMap(({ before, after }) => [before, after])
        .map(
          (image) =>
            `${options.buildTargetName}${image.name === undefined ? '' : `-${image.name}`}`,
        ),
    ),
  ];
  const nx = createRequire(join(root, 'package.json')).resolve('nx/bin/nx.js');
  const built = await run(
    {
      command: process.execPath,
      args: [nx, 'run-many', '-t', targets.join(','), '-p', name, '--skipSync'],
      cwd: root,
      // What the daemon knows is older than the new file.
      env: { NX_DAEMON: 'false', NX_TUI: 'false' },
    },
    { stdio: 'inherit' },
  );
  if (built.exitCode !== 0) {
    throw new ProblemsError([{ kind: 'adopt-build-failed', project: name, targets }]);
  }
  for (const { before, after } of pairs) {
    const compared = await compareImages(
      { before: before.reference, after: after.reference },
      project.pyproject.normalizedName ?? '',
      chosen.engine,
      { run, cwd: root },
    );
    if ('problems' in compared) throw new ProblemsError(compared.problems);
    logger.info(`\n${formatComparison(compared.comparison)}\n`);
  }
}
