import { cp, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const bundled = at('packages/nx-slipway/node_modules/dockerfile-frontend/');
const docs = at('packages/nx-slipway/docs/');

/** Folders and files of the docs that are for readers; the others make the site. */
const PAGES = [
  ...['compared-with.md', 'examples.md', 'get-started.md'],
  ...['concepts', 'how-to', 'measurements', 'reference'],
];

// npm bundles what lies in the package's own node_modules; a workspace's packages are links elsewhere. So the
// frontend is copied there while the package is packed, and so are the docs that its README points to.
async function main(isRemoving: boolean): Promise<void> {
  for (const folder of [bundled, docs]) await rm(folder, { recursive: true, force: true });
  if (isRemoving) return;
  for (const name of ['package.json', 'LICENSE', 'dist']) {
    await cp(at(`packages/dockerfile-frontend/${name}`), `${bundled}${name}`, { recursive: true });
  }
  for (const name of PAGES) {
    await cp(at(`docs/${name}`), `${docs}${name}`, {
      recursive: true,
      filter: (source) => ['', '.md', '.svg'].includes(extname(source)),
    });
  }
}

function at(path: string): string {
  return fileURLToPath(new URL(path, root));
}

main(process.argv.includes('--remove')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
