import type { Dockerfile } from '../../dockerfile/dockerfile';

/** What the last stage of a generated Dockerfile runs: what exposes a port listens on it, a shell is for development. */
export function roleOfDockerfile({ stages }: Dockerfile): 'http' | 'dramatiq' | 'command' | 'dev' {
  const instructions = stages.at(-1)?.instructions ?? [];
  if (instructions.some(({ keyword }) => keyword === 'EXPOSE')) return 'http';
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD');
  const program = /^CMD\s*\[\s*"(dramatiq|bash)"/i.exec(command?.text ?? '')?.[1];
  if (program === undefined) return 'command';
  return program === 'bash' ? 'dev' : 'dramatiq';
}
