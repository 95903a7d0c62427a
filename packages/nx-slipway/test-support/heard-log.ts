import { logger } from '@nx/devkit';
import { afterEach, beforeEach, vi } from 'vitest';

/**
 * Keeps what generators print while a test runs, and gives them no engine to ask: they would ask one for the digest of a
 * new stack's base.
 *
 * @returns the texts of the running test
 */
export function heardLog(): string[] {
  const heard: string[] = [];
  beforeEach(() => {
    for (const level of ['info', 'warn'] as const) {
      vi.spyOn(logger, level).mockImplementation((text: unknown) => void heard.push(String(text)));
    }
    vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    heard.length = 0;
  });
  return heard;
}
