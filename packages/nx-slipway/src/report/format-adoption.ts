import type { AdoptedInstruction, Adoption, Verdict } from '../images/adoption/adoption';
import { formatTable } from './format-table';

/** Columns that an instruction and what it came to may take. */
const WIDTH = { instruction: 48, what: 72 };

const TITLES: readonly (readonly [Verdict, string])[] = [
  ['recognised', 'Recognised'],
  ['carried', 'Carried over as it is'],
  ['left', 'Left for you'],
];

/** Formats what became of each instruction of a hand-written Dockerfile, in three lists. */
export function formatAdoption({ instructions }: Pick<Adoption, 'instructions'>): string {
  const lists = TITLES.flatMap(([verdict, title]) => {
    const own = instructions.filter((each) => each.verdict === verdict);
    return own.length === 0 ? [] : [tableOf(title, own)];
  });
  return lists.join('\n\n');
}

function tableOf(title: string, instructions: readonly AdoptedInstruction[]): string {
  const rows = instructions.map(({ line, text, what, next }) => [
    String(line).padStart(4),
    wrapped(text, WIDTH.instruction).slice(0, 2).join('\n'),
    [...wrapped(what, WIDTH.what), ...(next === undefined ? [] : wrapped(next, WIDTH.what))].join(
      '\n',
    ),
  ]);
  return `${title}:\n${formatTable(['line', 'instruction', 'in the new image'], rows, 3)}`;
}

/** Lines of at most a width; a word that is longer has one of its own. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width)
      lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
