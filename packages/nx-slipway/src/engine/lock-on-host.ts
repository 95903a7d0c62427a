import type { Command } from './command';

/** Locks with the host's uv. @param folder absolute; holds the pyproject the lock belongs to */
export function lockOnHost(folder: string): Command {
  return {
    command: 'uv',
    args: ['lock'],
    cwd: folder,
    // A Python that uv fetches is not the image's, and the fetch would be a surprise; base-builder has one.
    env: { UV_PYTHON_DOWNLOADS: 'never' },
  };
}
