import { makeWorkspace } from './real-workspace';
import { COMPILERS, rootFiles, stackFiles } from './workspace-files';

const NAMESPACE = 'slipway-first';

/**
 * Builds the stacks of specs before all of them, which count what is run: two that start at once would both
 * run it.
 */
export default async (): Promise<void> => {
  for (const buildApt of [[], COMPILERS]) {
    const stack = stackFiles(NAMESPACE, { buildApt });
    const workspace = await makeWorkspace(NAMESPACE, { ...rootFiles(), ...stack });
    const { failed } = await workspace.build(['python']);
    await workspace.dispose();
    if (failed.python) throw new Error(failed.python);
  }
};
