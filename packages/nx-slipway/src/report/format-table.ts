/** Blanks between two columns. */
const GAP = '  ';

/**
 * Formats a table without a frame. A cell may have several lines.
 *
 * @param left how many columns are text, the first ones; the others are figures and end at the same place
 */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left = 1,
): string {
  const lines = [head, ...rows].flatMap(linesOf);
  const widths = head.map((_, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  const pad = (cell: string, column: number): string =>
    column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((cells) => cells.map(pad).join(GAP).trimEnd()).join('\n');
}

/** The lines of text that a row takes, each with one line of every cell. */
function linesOf(row: readonly string[]): readonly (readonly string[])[] {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ''));
}
