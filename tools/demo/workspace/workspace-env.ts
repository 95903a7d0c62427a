import { delimiter, join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';

/**
 * The environment of commands in a workspace: its own `nx` first on PATH, the engine, the package index,
 * and nothing that differs from one machine to the next, such as the Pythons that are installed.
 */
export function workspaceEnv(workspace: string, engine: Engine): Readonly<Record<string, string>> {
  return {
    ...engine.env,
    PATH: [join(workspace, 'node_modules/.bin'), engine.env.PATH ?? process.env.PATH].join(
      delimiter,
    ),
    // No process is left behind, and output is the same in a terminal and in CI.
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_INTERACTIVE: 'false',
    UV_DEFAULT_INDEX: engine.index.buildUrl,
    PIP_CONFIG_FILE: join(workspace, 'pip.conf'),
    // uv finds no Python on the host and locks in base-builder, on the image's own.
    UV_PYTHON_DOWNLOADS: 'never',
    UV_PYTHON_PREFERENCE: 'only-managed',
  };
}
