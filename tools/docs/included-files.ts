import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownPages, ROOT } from './markdown-pages.ts';

/** A comment that names a file of the repository, and the block below it that shows the file. */
const INCLUDED = /(<!-- included: (\S+) -->\n\n```(\w+)\n)[\s\S]*?(?=^```$)/gm;

/** A page that shows files of the repository, with what these hold now. */
export interface IncludingPage {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

/** All pages that show a file of the repository, which may be one that a generator wrote for a snapshot. */
export function includingPages(): readonly IncludingPage[] {
  return markdownPages().flatMap(({ file, text: before }) => {
    const text = before.replace(
      INCLUDED,
      (_, head: string, path: string) => head + readFileSync(join(ROOT, path), 'utf8'),
    );
    return before.includes('<!-- included: ') ? [{ file, before, text }] : [];
  });
}
