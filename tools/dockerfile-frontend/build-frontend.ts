import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { enginePlace } from '../engine/engine-place.ts';
import { goCompiler, installGo } from '../engine/install/install-go.ts';
import { installIndexProxy } from '../engine/install/install-index-proxy.ts';
import { makeOnce } from '../engine/machine/make-once.ts';
import type { Run } from '../engine/machine/run-step.ts';
import { patchModules } from './patch-modules.ts';

const sources = fileURLToPath(new URL('../../packages/dockerfile-frontend/go', import.meta.url));

/**
 * Compiles BuildKit's Dockerfile frontend to WebAssembly, once per machine and state of its sources; that takes
 * two to three minutes.
 * @returns path of the compressed module
 */
export async function buildFrontend(): Promise<string> {
  const place = enginePlace();
  const folder = join(place.cache, `dockerfile-frontend-${await stateOf(sources)}`);
  // Its pip is one that is surely there: Debian's own Python has none.
  await installIndexProxy(place);
  await makeOnce(place, 'build dockerfile frontend', folder, async (half, run) => {
    const work = join(half, 'work');
    await mkdir(work, { recursive: true });
    const go = await installGo(place, join(half, 'go'), run);
    const main = join(work, 'main');
    await cp(sources, main, { recursive: true });
    await patchModules({ go, main, copies: join(work, 'modules') });
    await compile(go, main, join(half, 'frontend.wasm'), run);
    const module = await readFile(join(half, 'frontend.wasm'));
    await writeFile(join(half, 'frontend.wasm.br'), compressed(module));
    for (const each of ['work', 'go', 'frontend.wasm']) {
      await rm(join(half, each), { recursive: true, force: true });
    }
  });
  return join(folder, 'frontend.wasm.br');
}

async function compile(go: string, main: string, output: string, run: Run): Promise<void> {
  // A reactor: its functions are called one by one.
  const args = ['build', '-buildmode=c-shared', '-trimpath', '-ldflags=-s -w', `-o=${output}`, '.'];
  await run(go, args, {
    cwd: main,
    env: { GOOS: 'wasip1', GOARCH: 'wasm', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' },
  });
}

/** A level that takes seconds; the best one takes a minute for two per cent less. */
function compressed(module: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(module, {
    params: {
      [BROTLI_PARAM_QUALITY]: 6,
      [BROTLI_PARAM_LGWIN]: 24,
      [BROTLI_PARAM_SIZE_HINT]: module.length,
    },
  });
}

/** Sixteen hex digits of all that decides the module. */
async function stateOf(folder: string): Promise<string> {
  const hash = createHash('sha256').update(goCompiler);
  hash.update(await readFile(new URL('patch-modules.ts', import.meta.url)));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(`${file.slice(folder.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
