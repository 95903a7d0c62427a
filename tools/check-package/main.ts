import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { packPackage } from '../demo/workspace/pack-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Packs the package and has it judged: publint reads package.json against the files of the tarball, attw
 * resolves its types as each kind of TypeScript project does, knip finds files, exports and dependencies
 * that nothing uses. All three run, then any complaint fails.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-package-'));
  try {
    const { tarball } = await packPackage(folder);
    const judged = await Promise.all([
      judge('publint', ['run', '--strict', tarball]),
      judge('attw', [tarball, '--format', 'ascii']),
      judge('knip', ['--treat-config-hints-as-errors']),
    ]);
    const failed = judged.flat();
    if (failed.length > 0) {
      throw new Error(`the package is not clean: ${failed.join(', ')}`);
    }
    console.log('publint, attw and knip: clean');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a tool of this repository and shows what it complains of. @returns its name where it does */
async function judge(tool: string, args: readonly string[]): Promise<readonly string[]> {
  const { failed, all } = await execa(tool, args, {
    cwd: root,
    preferLocal: true,
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  if (failed) {
    console.error(`${all}\n`);
  }
  return failed ? [tool] : [];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
