import { cpSync, statSync } from 'node:fs';
import { sep } from 'node:path';

// Run in a package's folder: copies what `tsc` does not into dist, the templates and the schemas.
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) =>
    statSync(path).isDirectory() ||
    path.split(sep).includes('files') ||
    path.endsWith(`${sep}schema.json`) ||
    path.endsWith('.schema.json'),
});
