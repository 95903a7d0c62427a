import type { Dockerfile } from '../../dockerfile/dockerfile';

/** What the last stage of a generated Dockerfile runs: what exposes a port listens on it. */
export function roleOfDockerfile({ stages }: Dockerfile): 'http' | 'dramatiq' | 'command' {
  const instructions = stages.at(-1)?.instructions ?? [];
  if (instructions.some(({ keyword }) => keyword === 'EXPOSE')) return 'http';
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD');
  return /^CMD\s*\[\s*"dramatiq"/i.test(command?.text ?? '') ? 'dramatiq' : 'command';
}
