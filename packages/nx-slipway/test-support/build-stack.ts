import { makeWorkspace } from './real-workspace';
import { rootFiles, stackFiles } from './workspace-files';

const NAMESPACE = 'slipway-first';

/** Builds a stack before all specs, which count what is run: two that start at once would both run it. */
export default async (): Promise<void> => {
  const workspace = await makeWorkspace(NAMESPACE, { ...rootFiles(), ...stackFiles(NAMESPACE) });
  const { failed } = await workspace.build(['python']);
  await workspace.dispose();
  if (failed.python) throw new Error(failed.python);
};
