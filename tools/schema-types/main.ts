import { writeFileSync } from 'node:fs';
import { schemaFiles } from './schema-files.ts';

for (const { file, text } of await schemaFiles()) writeFileSync(file, text);
