import { syncedByDefault } from '../../images/nx/dev-targets';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import type { ChosenStack } from './choose-stack';

/** What to type next after a service's Dockerfile was written, a line each. */
export function serviceHints({
  nxProject,
  project: { installer, pyproject },
  stack,
  options,
  isBuildable,
  gain,
}: {
  readonly nxProject: string;
  readonly project: PythonProject;
  readonly stack: ChosenStack;
  readonly options: NormalizedPluginOptions;
  /** False where a build would stop at the lock, which has been said before. */
  readonly isBuildable: boolean;
  /** What other shared layers would save, in a sentence. */
  readonly gain?: string;
}): readonly string[] {
  const hasTests = syncedByDefault(pyproject).includes('pytest');
  const build = isBuildable ? 'Build the image' : 'After that, build the image';
  return [
    // Built with the old groups first, most images would be built again after them.
    ...(gain === undefined
      ? []
      : [`Run \`nx sync\` before you build: it groups the shared layers again. ${gain}`]),
    `${build}: nx ${options.buildTargetName} ${nxProject}`,
    // The stage `dev` holds what is in the workspace's uv.lock.
    ...(stack.dev === undefined || installer !== 'uv' || !hasTests
      ? []
      : [
          options.testTargetName
            ? `Run the tests in ${stack.dev}: nx run ${nxProject}:${options.testTargetName}`
            : `Add targets that test in ${stack.dev}, lint and lock: nx g nx-slipway:init --dev-targets`,
        ]),
  ];
}
