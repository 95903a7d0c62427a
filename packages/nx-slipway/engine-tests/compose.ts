import { call } from '../test-support/real-workspace';

/** Calls of compose in a folder. */
export interface ComposeFolder {
  readonly compose: (...args: readonly string[]) => Promise<string>;
  /** Asks until something is so. @returns milliseconds @throws with what the containers have printed */
  readonly until: (isSo: () => Promise<boolean>, seconds?: number) => Promise<number>;
}

/** Opens the folder of a compose file. */
export function composeFolder(root: string): ComposeFolder {
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

/** What a server on this machine answers; undefined where it does not. */
export async function answerOf(port: number): Promise<string | undefined> {
  // A port is open before its container listens, and would never answer.
  return await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })
    .then((response) => response.text())
    .catch(() => undefined);
}
