import type { Tree } from '@nx/devkit';
import { expect } from 'vitest';
import composeGenerator from '../src/generators/compose/generator';
import { freePort } from '../test-support/free-port';
import { contentsOf } from '../test-support/generator-tree';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';

/** Calls of compose in a folder. */
interface ComposeFolder {
  readonly compose: (...args: readonly string[]) => Promise<string>;
  /** Asks until something is so. @returns milliseconds @throws with what the containers have printed */
  readonly until: (isSo: () => Promise<boolean>, seconds?: number) => Promise<number>;
}

/** A workspace whose compose file brings up the images of the project `shop`. */
export interface ComposeWorkspace extends ComposeFolder {
  readonly workspace: RealWorkspace;
  /** What the application answers at its port of this machine; undefined while it does not. */
  readonly answer: () => Promise<string | undefined>;
  /** Removes the containers, their data, the images and the folder. */
  readonly dispose: () => Promise<void>;
}

/**
 * Writes the compose file of a tree and builds its images.
 *
 * @param backing images that not every machine can pull, and folders with Dockerfiles that replace them: `redis:8`
 */
export async function composeWorkspace(
  namespace: string,
  tree: Tree,
  backing: Readonly<Record<string, string>>,
): Promise<ComposeWorkspace> {
  await composeGenerator(tree, {});
  const port = await freePort();
  const { 'compose.yaml': generated = '', ...files } = contentsOf(tree);
  // As a user edits it.
  const compose = Object.entries(backing).reduce(
    (text, [image, folder]) => text.replace(`image: ${image}`, `image: ${namespace}/${folder}`),
    generated.replace('127.0.0.1:8000:', `127.0.0.1:${port}:`),
  );
  const workspace = await makeWorkspace(namespace, { ...files, 'compose.yaml': compose });
  const folder = composeFolder(workspace.root);
  try {
    for (const name of Object.values(backing)) {
      await call('docker', ['build', `--tag=${namespace}/${name}`, name], workspace.root);
    }
    expect((await workspace.build(['python', 'shop'])).failed).toEqual({});
  } catch (error) {
    await workspace.dispose();
    throw error;
  }
  return {
    ...folder,
    workspace,
    answer: () => answerOf(port),
    async dispose() {
      await folder.compose('--profile=jobs', 'down', '--volumes', '--timeout=3');
      await workspace.dispose();
    },
  };
}

/** Opens the folder of a compose file. */
function composeFolder(root: string): ComposeFolder {
  const compose = (...args: readonly string[]): Promise<string> =>
    call('docker', ['compose', ...args], root);
  return {
    compose,
    async until(isSo, seconds = 60) {
      const start = Date.now();
      while (!(await isSo())) {
        if (Date.now() - start > seconds * 1000)
          throw new Error(await compose('logs', '--tail=20'));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return Date.now() - start;
    },
  };
}

async function answerOf(port: number): Promise<string | undefined> {
  // A port is open before its container listens, and would never answer.
  return await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })
    .then((response) => response.text())
    .catch(() => undefined);
}
