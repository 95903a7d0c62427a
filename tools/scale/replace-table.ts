/** Parts of the page that are written. */
export type Part = 'fleets' | 'checks';

/**
 * Puts a text between the marks of a part of the page.
 *
 * @throws where the page has no such marks
 */
export function replaceTable(page: string, part: Part, text: string): string {
  const start = `<!-- npm run scale writes the ${part} from here -->`;
  const end = '<!-- to here -->';
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from < 0 || to < from) throw new Error(`the page has no lines "${start}" and "${end}"`);
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}
