import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { scene } from './scene.ts';

/** A PATH on which each call of `docker` is noted and then made. */
export interface DockerCalls {
  readonly path: string;
  /** Arguments of all calls so far, one call a line. */
  readonly read: () => Promise<readonly string[]>;
}

/** Puts a note-taker before `docker`; it goes with the workspace. */
export async function dockerCalls(): Promise<DockerCalls> {
  const path = scene.env.PATH ?? '';
  const folder = await mkdtemp(join(dirname(scene.folder), 'calls-'));
  const file = join(folder, 'calls');
  const script = `#!/bin/sh\necho "$@" >> '${file}'\nPATH='${path}' exec docker "$@"\n`;
  await writeFile(join(folder, 'docker'), script);
  await chmod(join(folder, 'docker'), 0o755);
  return {
    path: [folder, path].join(delimiter),
    read: async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.split('\n').filter(Boolean);
    },
  };
}
