import { join } from 'node:path';
import {
  createProjectGraphAsync,
  type ExecutorContext,
  readJsonFile,
  readProjectsConfigurationFromProjectGraph,
} from '@nx/devkit';
import { withoutLogins } from '../../problems/logins';
import { runCommand } from '../../process/run-command';
import { recordsFolder } from '../../workspace/cache/image-records';
import { forgetFiles } from '../../workspace/nx/forget-files';
import { stopSignal, waiting } from '../../workspace/nx/stop-signal';
import type { ProofSubject } from './plan-proof';
import { type UpgradeProver, upgradeProver } from './upgrade-prover';

/** A proof that may be stopped by Ctrl-C. */
export interface OpenProof {
  readonly prover: UpgradeProver;
  readonly abort: AbortSignal;
  readonly dispose: () => void;
}

/**
 * Opens the proof of an upgrade in a workspace of Nx. From now on Ctrl-C stops it and nothing else, so that every file
 * can be put back.
 *
 * @param options.isQuiet what is printed on the way goes to standard error
 * @param options.prover opens another one than the one that builds
 */
export function openProof(
  workspaceRoot: string,
  subject: ProofSubject,
  {
    isQuiet,
    prover,
  }: { readonly isQuiet: boolean; readonly prover?: (subject: ProofSubject) => UpgradeProver },
): OpenProof {
  const stop = stopSignal();
  const stream = isQuiet ? process.stderr : process.stdout;
  return {
    abort: stop.signal,
    dispose: stop.dispose,
    prover:
      prover?.(subject) ??
      upgradeProver(subject, {
        readExecutor: () => readExecutor(workspaceRoot),
        outside: {
          run: (command, options) => runCommand(command, { ...options, kill: stop.kill }),
          abort: stop.signal,
          environment: process.env,
          recordsFolder: recordsFolder(process.env),
          print: (text) => void stream.write(`${withoutLogins(text)}\n`),
          wait: waiting(stop.signal),
        },
      }),
  };
}

/** What Nx would give an executor of the workspace as it is now. */
async function readExecutor(root: string): Promise<ExecutorContext> {
  forgetFiles();
  const projectGraph = await createProjectGraphAsync({ exitOnError: false });
  return {
    ...{ root, cwd: root, isVerbose: false, projectGraph },
    projectsConfigurations: readProjectsConfigurationFromProjectGraph(projectGraph),
    nxJsonConfiguration: readJsonFile(join(root, 'nx.json')),
  };
}
