import { access, chmod, copyFile, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallLog } from './call-log.ts';

/** @param env of the engine, with or without a PATH @throws where there is no docker */
export async function installShim(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<CallLog> {
  const [calls, programs] = [join(folder, 'calls'), join(folder, 'programs')];
  await mkdir(calls, { recursive: true });
  await mkdir(programs, { recursive: true });
  const shim = join(programs, 'docker');
  await copyFile(fileURLToPath(new URL('docker-shim.sh', import.meta.url)), shim);
  await chmod(shim, 0o755);
  const path = env.PATH ?? process.env.PATH ?? '';
  return {
    folder: calls,
    env: {
      PATH: [programs, path].join(delimiter),
      SLIPWAY_BENCH_CALLS: calls,
      SLIPWAY_BENCH_DOCKER: await findProgram('docker', path),
      // What every build tells its steps in, unless it says otherwise itself.
      BUILDKIT_PROGRESS: 'rawjson',
    },
  };
}

async function findProgram(name: string, path: string): Promise<string> {
  for (const folder of path.split(delimiter)) {
    const program = join(folder, name);
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (isThere) {
      return program;
    }
  }
  throw new Error(`there is no ${name} on PATH`);
}
