import { type ExecutorContext, logger } from '@nx/devkit';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { vi } from 'vitest';
import { PROOF_TAGS, upgradeProver } from '../src/build/proof/upgrade-prover';
import upgradeBaseGenerator from '../src/generators/upgrade-base/generator';
import type { UpgradeBaseSchema } from '../src/generators/upgrade-base/schema';
import { runCommand } from '../src/process/run-command';
import { forgetFiles } from '../src/workspace/nx/forget-files';
import { folderBytes } from './folder-bytes';
import { call, executorContext, type RealWorkspace, recordsOf, SECRETS } from './real-workspace';

/** A workspace on disk whose bases are upgraded with the real engine. */
export interface ProvenUpgrade {
  /** Calls the generator and what it leaves to be done, as `nx g` does. @returns what is printed */
  readonly upgrade: (options: UpgradeBaseSchema) => Promise<string>;
  /** What the last call printed, also where it failed. */
  readonly printed: () => readonly string[];
  /** Bytes of all files that belong to the workspace, and not to tools. */
  readonly files: () => Readonly<Record<string, string>>;
  /** `3.13` of the image of a project. */
  readonly pythonOf: (name: string) => Promise<string>;
  /** Ids of images that have a tag of a proof; none is left. */
  readonly proofImages: () => Promise<string>;
}

/**
 * Opens the upgrades of a workspace whose `nx.json` names its namespace.
 *
 * @param tested services with a target that runs their tests
 * @param engine program of the engine's client
 */
export function provenUpgrade(
  workspace: Pick<RealWorkspace, 'root' | 'namespace' | 'read'>,
  tested: readonly string[],
  engine: 'docker' | 'podman' = 'docker',
): ProvenUpgrade {
  const { root, namespace } = workspace;
  const printed: string[] = [];

  /** What Nx knows of the workspace: the targets that the plugin would infer. */
  function executor(): ExecutorContext {
    const context = executorContext(root, namespace);
    const { projects } = context.projectsConfigurations;
    for (const [name, project] of Object.entries(projects)) {
      const command = ['uv', 'run', '--package', name, 'pytest'];
      const test = { executor: 'nx-slipway:run-in-dev', options: { command } };
      const build = { executor: 'nx-slipway:build-image', options: { secrets: SECRETS } };
      project.targets = { 'build-image': build, ...(tested.includes(name) && { test }) };
    }
    return { ...context, nxJsonConfiguration: JSON.parse(workspace.read('nx.json')) };
  }

  return {
    async upgrade(options) {
      printed.splice(0);
      const { CI: _, GITHUB_OUTPUT: __, ...environment } = process.env;
      // Each call of the generator is a process of its own.
      forgetFiles();
      const spies = (['info', 'warn'] as const).map((level) =>
        vi
          .spyOn(logger, level)
          .mockImplementation((text: unknown) => void printed.push(String(text))),
      );
      try {
        const tree = new FsTree(root, false);
        const callback = await upgradeBaseGenerator(tree, options, runCommand, {
          fetchPage: fetch,
          index: process.env.UV_DEFAULT_INDEX ?? '',
          prover: (subject) =>
            upgradeProver(subject, {
              readExecutor: async () => executor(),
              outside: {
                ...{ run: runCommand, abort: new AbortController().signal, environment },
                recordsFolder: recordsOf(namespace),
                print: () => {},
                wait: async () => {},
              },
              caller: { user: undefined, hasColors: false },
            }),
        });
        flushChanges(root, tree.listChanges());
        await callback();
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
      return printed.join('\n');
    },
    printed: () => printed,
    files() {
      const all = Object.entries(folderBytes(root));
      return Object.fromEntries(all.filter(([path]) => !/^\.nx|egg-info|__pycache__/.test(path)));
    },
    async pythonOf(name) {
      const print = 'import platform; print(platform.python_version()[:4])';
      const args = ['run', '--rm', '--entrypoint=python', `${namespace}/${name}`, '-c', print];
      return (await call(engine, args)).trim();
    },
    async proofImages() {
      const references = Object.values(PROOF_TAGS).map(
        (tag) => `--filter=reference=${namespace}/*:${tag}`,
      );
      return await call(engine, ['image', 'ls', '--quiet', ...references]);
    },
  };
}
