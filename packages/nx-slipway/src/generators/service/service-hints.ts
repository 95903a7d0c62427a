import type { PythonProject } from '../../python/pyproject/python-project';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import type { ChosenStack } from './choose-stack';

/** What to type next after a service's Dockerfile was written. */
export function serviceHints({
  nxProject,
  project: { dir, installer, pyproject },
  stack,
  options,
}: {
  readonly nxProject: string;
  readonly project: PythonProject;
  readonly stack: ChosenStack;
  readonly options: NormalizedPluginOptions;
}): string {
  const hints = [
    `Build the image: nx ${options.buildTargetName} ${nxProject}`,
    // The stage `dev` holds what is in the workspace's uv.lock.
    ...(stack.dev === undefined || installer !== 'uv'
      ? []
      : [
          `Build ${stack.dev}: nx ${options.buildTargetName}-dev ${stack.name}`,
          `Run the tests in it: docker run --rm -v "$PWD":/workspace ${stack.dev} uv run --package ${pyproject.normalizedName ?? nxProject} pytest ${dir}`,
        ]),
  ];
  return hints.join('\n');
}
