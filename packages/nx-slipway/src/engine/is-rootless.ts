import type { Engine, EngineContext } from './engine';

const FORMATS = {
  docker: '{{json .SecurityOptions}}',
  podman: '{{.Host.Security.Rootless}}',
} as const;

/**
 * Whether an engine runs without root: the root of its containers is then the user who runs it, and owns what they
 * write. An engine that does not answer is held for one with root; whatever runs next says what is wrong with it.
 */
export async function isRootless(
  { name, containerCommand }: Engine,
  { run, cwd }: EngineContext,
): Promise<boolean> {
  const command = containerCommand(['info', `--format=${FORMATS[name]}`], cwd);
  const { stdout } = await run(command);
  return /name=rootless|^true$/m.test(stdout);
}
