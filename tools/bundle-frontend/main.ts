import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const source = new URL('../../packages/dockerfile-frontend/', import.meta.url);
const bundled = new URL(
  '../../packages/nx-slipway/node_modules/dockerfile-frontend/',
  import.meta.url,
);

// npm bundles what lies in the package's own node_modules; a workspace's packages are links elsewhere. So the
// frontend is copied there while the package is packed.
async function main(isRemoving: boolean): Promise<void> {
  await rm(bundled, { recursive: true, force: true });
  if (isRemoving) return;
  for (const name of ['package.json', 'LICENSE', 'dist']) {
    await cp(fileURLToPath(new URL(name, source)), fileURLToPath(new URL(name, bundled)), {
      recursive: true,
    });
  }
}

main(process.argv.includes('--remove')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
