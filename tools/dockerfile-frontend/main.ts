import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFrontend } from './build-frontend.ts';

// Run in the package's folder: puts the compiled frontend beside what `tsc` makes.
buildFrontend()
  .then(async (file) => {
    await mkdir('dist', { recursive: true });
    await copyFile(file, join('dist', 'frontend.wasm.br'));
    // Tells builds apart without reading all of one.
    const hash = createHash('sha256').update(await readFile(file));
    await writeFile(join('dist', 'frontend.sha256'), hash.digest('hex'));
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
