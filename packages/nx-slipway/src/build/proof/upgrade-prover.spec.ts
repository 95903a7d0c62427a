import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { executorContext } from '../../../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { writeFiles } from '../../../test-support/write-files';
import type { EngineName } from '../../images/options/engine-capabilities';
import { upgradeProver } from './upgrade-prover';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'upgrade-prover-'));
  const files = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };
  writeFiles(root, files);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Programs that the end of a proof calls. @param workspace engine in nx.json @param target engine in targets */
async function programs(workspace?: EngineName, target?: EngineName): Promise<readonly string[]> {
  const called: string[] = [];
  const context = executorContext(root, 'acme');
  for (const project of Object.values(context.projectsConfigurations.projects)) {
    project.targets = { 'build-image': { options: { ...(target && { engine: target }) } } };
  }
  const options = { namespace: 'acme', ...(workspace && { engine: workspace }) };
  const nxJsonConfiguration = { plugins: [{ plugin: 'nx-slipway', options }] };
  const prover = upgradeProver(
    { stacks: ['python'], services: ['api'], buildTarget: 'build-image' },
    {
      readExecutor: async () => ({ ...context, nxJsonConfiguration }),
      outside: {
        async run({ command, args }) {
          called.push(`${command} ${args.slice(0, 2).join(' ')}`);
          return { exitCode: 0, stdout: '', stderr: '' };
        },
        ...{ abort: new AbortController().signal, environment: {}, recordsFolder: root },
        ...{ print: () => {}, wait: async () => {} },
      },
    },
  );
  await prover.finish([]);
  return called;
}

test.each([
  [undefined, undefined, 'docker'],
  ['podman', undefined, 'podman'],
  [undefined, 'podman', 'podman'],
  ['podman', 'docker', 'docker'],
] as const)(
  'engine %s of the workspace and %s of targets: images are in %s',
  async (workspace, target, program) => {
    expect(await programs(workspace, target)).toEqual([`${program} image rm`]);
  },
);
