import { writeFile } from 'node:fs/promises';
import type { Results } from '../report/results.ts';
import { formatPage } from './format-page.ts';
import { formatPicture } from './format-picture.ts';

/** Writes the page about the bench and its picture. @param apart results of groups that are measured by themselves */
export async function writeDocs(results: Results, apart: readonly Results[]): Promise<void> {
  const docs = new URL('../../../docs/measurements/', import.meta.url);
  await writeFile(new URL('bench.md', docs), formatPage(results, apart));
  await writeFile(new URL('bench.svg', docs), formatPicture(results));
}
