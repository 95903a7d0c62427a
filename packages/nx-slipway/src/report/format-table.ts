import Table from 'cli-table3';

/** A table without a frame, two blanks between columns. @param left how many columns are text, the first */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left = 1,
): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column < left ? 'left' : 'right')),
    chars: {
      ...Object.fromEntries(FRAME.map((part) => [part, ''])),
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replace(/[ ]+$/gm, '');
}

/** Every line of cli-table3's frame. */
const FRAME = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
];
