/** Cells as wide as their column, as Biome has tables: the first column to the left. @param head may be empty */
export function formatTable(
  head: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  const isRight = (column: number): boolean => column > 0 && head.some((name) => name !== '');
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...lines].map((cells) => cells[column]?.length ?? 0)),
  );
  const rule = widths.map((width, column) =>
    isRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const pad = (cell: string, column: number): string =>
    isRight(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return [head.map(pad), rule, ...lines.map((cells) => cells.map(pad))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
