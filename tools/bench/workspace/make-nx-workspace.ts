import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';

/** Exact versions by package, and what nx.json holds. */
interface Parts {
  readonly packages: Readonly<Record<string, string>>;
  readonly nxJson: Readonly<Record<string, unknown>>;
}

/** Makes an Nx workspace in the scene's folder, as `create-nx-workspace` leaves an empty one, and installs. */
export async function makeNxWorkspace(scene: Scene, { packages, nxJson }: Parts): Promise<void> {
  const workspace = { name: 'workspace', version: '0.0.0', private: true };
  const files = {
    'package.json': json({ ...workspace, devDependencies: packages }),
    'nx.json': json({ analytics: false, neverConnectToCloud: true, ...nxJson }),
    '.gitignore': ['node_modules/', '.nx/', ''].join('\n'),
  };
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(scene.folder, file), text);
  }
  await runQuiet(scene, 'npm', [
    ...['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
