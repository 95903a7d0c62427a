import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFrontend } from './build-frontend.ts';

// Run in the package's folder: puts the compiled frontend beside what `tsc` makes.
buildFrontend()
  .then(async (file) => {
    await mkdir('dist', { recursive: true });
    await copyFile(file, join('dist', 'frontend.wasm.br'));
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
