import type { NxJsonConfiguration } from '@nx/devkit';
import { isOwnPlugin } from '../../workspace/options/check-plugin-options';

/** Names that Nx's own plugins give the targets of other languages. */
const DEV_TARGETS = {
  ...{ testTargetName: 'test', lintTargetName: 'lint', lockTargetName: 'lock' },
  devTargetName: 'dev',
};

/** Names the targets that test, lint, lock and run Python projects. Existing names are kept. */
export function withDevTargets(nxJson: NxJsonConfiguration): NxJsonConfiguration {
  const plugins = nxJson.plugins?.map((entry) => {
    const { plugin, ...rest } = typeof entry === 'string' ? { plugin: entry } : entry;
    if (!isOwnPlugin(plugin)) return entry;
    const { options } = { options: {}, ...rest };
    return { plugin, ...rest, options: { ...(options as object), ...missing(options) } };
  });
  return { ...nxJson, ...(plugins && { plugins }) };
}

function missing(options: unknown): object {
  const given = options as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(DEV_TARGETS).filter(([name]) => !(name in given)));
}
