const start = '<!-- npm run scale writes from here -->';
const end = '<!-- to here -->';

/**
 * Puts a text between the marks of a page.
 * @throws where the page has no marks
 */
export function replaceTable(page: string, text: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no lines "${start}" and "${end}"`);
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}
