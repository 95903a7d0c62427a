import { writeFileSync } from 'node:fs';
import { schemaFiles } from './schema-files';

for (const { file, text } of await schemaFiles()) writeFileSync(file, text);
