import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { schemaFiles } from './schema-files.ts';

test.each(await schemaFiles())('$file is what its schema says', ({ file, text }) => {
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '', 'run tools/schema-types/main.ts').toBe(
    text,
  );
});
