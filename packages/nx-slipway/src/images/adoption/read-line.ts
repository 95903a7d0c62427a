import type { AdoptedInstruction, Verdict } from './adoption';
import type { Part } from './part';

/** An instruction with the parts that it came to. */
export interface ReadLine {
  readonly line: number;
  readonly text: string;
  readonly parts: readonly Part[];
}

/** The verdict of an instruction: that of its worst part, with what those parts say. */
export function adoptedInstruction({ line, text, parts }: ReadLine): AdoptedInstruction {
  const order: readonly Verdict[] = ['left', 'carried', 'recognised'];
  const verdict = order.find((each) => parts.some((part) => part.verdict === each)) ?? 'recognised';
  const all = parts.filter((part) => part.verdict === verdict);
  const own = all.filter((part) => !part.isAside);
  const worst = own.length > 0 ? own : all;
  const says = [...new Set(worst.map(({ what }) => what))].join('; ');
  const next = [...new Set(worst.flatMap((part) => part.next ?? []))].join(' ');
  return {
    ...{ line, verdict },
    text: withoutSecret(text.replace(/\s+/g, ' ')),
    what: says === '' ? 'changes nothing in the image' : says,
    ...(next !== '' && { next }),
  };
}

/** Poetry takes passwords and tokens as words of a command. */
function withoutSecret(text: string): string {
  return text.replace(/\b((?:http-basic|pypi-token)\.\S+)( [^&;|]*)?/g, '$1 …');
}
