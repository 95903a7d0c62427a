import type { Dockerfile } from '../../dockerfile/dockerfile';

/** What the last stage of a generated Dockerfile runs, as the first word of its CMD tells. */
export function roleOfDockerfile({ stages }: Dockerfile): 'http' | 'dramatiq' | 'command' {
  const command = stages.at(-1)?.instructions.findLast(({ keyword }) => keyword === 'CMD');
  const program = /^CMD\s*\[\s*"([^"]*)"/i.exec(command?.text ?? '')?.[1];
  switch (program) {
    case 'gunicorn':
    case 'uvicorn':
      return 'http';
    case 'dramatiq':
      return 'dramatiq';
    default:
      return 'command';
  }
}
