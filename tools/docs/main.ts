import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { includingPages } from './included-files.ts';
import { ROOT } from './markdown-pages.ts';
import { referencePages } from './reference-pages.ts';

for (const { file, text } of referencePages()) writeFileSync(file, text);
for (const { file, text } of includingPages()) writeFileSync(join(ROOT, file), text);
