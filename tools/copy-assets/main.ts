import { cpSync, statSync } from 'node:fs';
import { sep } from 'node:path';

// Run in a package's folder: copies what `tsc` does not into dist, the templates and the schemas.
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) =>
    statSync(path).isDirectory() ||
    // `files` is also the name of a room of sources, which `tsc` compiles.
    (path.split(sep).includes('files') && !path.endsWith('.ts')) ||
    path.endsWith(`${sep}schema.json`) ||
    path.endsWith('.schema.json'),
});
