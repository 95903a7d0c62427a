import type { Comparison } from '../images/facts/compare-adopted-images';
import { type Difference, titleOf } from '../images/facts/difference';
import { formatTable } from './format-table';

/** Differences of one kind that are listed; of more, the number. */
const SHOWN = 30;

/** Width of a value in characters; a longer one goes over several lines. */
const WIDTH = 44;

/** Formats two images beside each other: what is the same in one line, and each difference. */
export function formatComparison(
  { before, after, sizes, same, differences }: Comparison,
  titles: readonly [string, string] = [before, after],
): string {
  const areas = [...new Set(differences.map(({ area }) => area))];
  const rows = areas.flatMap((area) => {
    const own = differences.filter((each) => each.area === area);
    const more = own.length - SHOWN;
    return [
      ...own.slice(0, SHOWN).map(rowOf),
      ...(more > 0 ? [[`and ${more} more of ${area}`, '', '']] : []),
    ];
  });
  const table = formatTable(['', ...titles], [['size', ...sizes], ...rows], 3);
  const equal = same.length === 0 ? '' : `\nThe same in both: ${same.join(', ')}.`;
  const count =
    differences.length === 0
      ? 'No differences.'
      : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}.`;
  return `${table}${equal}\n${count}`;
}

function rowOf(difference: Difference): readonly string[] {
  const { before, after } = difference;
  return [titleOf(difference), ...[before, after].map((value) => broken(value ?? '-'))];
}

function broken(value: string): string {
  return (value.match(new RegExp(`.{1,${WIDTH}}`, 'gs')) ?? [value]).join('\n');
}
