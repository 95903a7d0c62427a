import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A Markdown file of the repository. */
export interface MarkdownPage {
  /** Path relative to the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** The files that people read: docs, READMEs and what lies beside them, without snapshots and fixtures. */
export function markdownPages(): readonly MarkdownPage[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(
      (file) =>
        /^(docs\/|[^/]+$|packages\/[^/]+\/[^/]+$|examples\/)/.test(file) &&
        existsSync(join(ROOT, file)),
    )
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** The anchors of a page's headings, as hosts of repositories and VitePress both make them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = withoutCode(text).matchAll(/^#{1,6} +(.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** The text without fenced code. */
export function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** Lines of fenced shell code, comments cut off and continued lines joined. */
export function shellLines(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, code = '']) =>
    code
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => line.replace(/(^| )#.*/, '').trim())
      .filter((line) => line !== ''),
  );
}
