import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

const DOCS = join(import.meta.dirname, '..');

/** Has the site show Markdown as the host of the repository does. */
export function configureMarkdown(md: MarkdownRenderer): void {
  keepBraces(md);
  unlinkRepository(md);
}

/** Keeps `{{image}}` in code as it is: Vue would evaluate it. */
function keepBraces(md: MarkdownRenderer): void {
  const render = md.renderer.rules.code_inline;
  md.renderer.rules.code_inline = (tokens, index, ...rest) => {
    tokens[index]?.attrSet('v-pre', '');
    return render?.(tokens, index, ...rest) ?? '';
  };
}

/**
 * Shows the text of a link to a file outside of docs/, such as CONTRIBUTING.md, without the link: the site does not
 * have the file.
 *
 * @throws for a link to a file that the repository does not have either
 */
function unlinkRepository(md: MarkdownRenderer): void {
  md.core.ruler.push('unlink-repository', ({ tokens, env }) => {
    for (const { children } of tokens) {
      let isOutside = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') isOutside = leavesDocs(token.attrGet('href'), env.path);
        if (isOutside && /^link_(open|close)$/.test(token.type)) {
          isOutside = token.type === 'link_open';
          Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '' });
        }
      }
    }
  });
}

function leavesDocs(href: string | null, page: string): boolean {
  if (!href?.startsWith('.')) return false;
  const file = join(dirname(page), href.replace(/[?#].*/, ''));
  if (!relative(DOCS, file).startsWith('..')) return false;
  if (!existsSync(file)) throw new Error(`${page} links to ${href}, which does not exist`);
  return true;
}
