import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/process/run-command';

/** A Python of this machine, in an empty virtual environment. */
export interface HostPython {
  /** `3.13` */
  readonly minor: string;
  /** Absolute folder of the virtual environment. */
  readonly venv: string;
}

const MINORS = ['3.11', '3.12', '3.13', '3.14'];

/**
 * Makes an empty virtual environment for each Python that uv finds here and that images are built with.
 *
 * @returns the newest last; the folder they are in is the caller's to remove
 */
export async function hostPythons(): Promise<{
  readonly folder: string;
  readonly pythons: readonly HostPython[];
}> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-pythons-'));
  const pythons: HostPython[] = [];
  for (const minor of MINORS) {
    const venv = join(folder, minor);
    const args = ['venv', '--quiet', '--no-project', '--python', minor, venv];
    const env = { UV_PYTHON_DOWNLOADS: 'never' };
    const { exitCode } = await runCommand({ command: 'uv', args, cwd: folder, env });
    if (exitCode === 0) pythons.push({ minor, venv });
  }
  if (pythons.length === 0) throw new Error(`uv finds none of Python ${MINORS.join(', ')} here`);
  return { folder, pythons };
}
