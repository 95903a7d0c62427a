import { lineAt } from '../../problems/line-at';
import { inStyleOf } from '../text-style';

/** The generated files that a change is made in. */
export type GeneratedFile = 'service' | 'stack' | 'install-projects';

/** A change of a template between two releases. */
export interface TemplateChange {
  /** What is better with it, in one sentence for people who did not ask for it. */
  readonly title: string;
  readonly file: GeneratedFile;
  /** Finds what the template writes, also where somebody has edited it: an instruction, a function. Global. */
  readonly part: RegExp;
  /** Matches in a part what older releases wrote, and no more than has to change. Groups hold what differs between files. */
  readonly old: RegExp;
  /** What is written for that now, in the words of `String.replace`, or what makes it of the match and its groups. */
  readonly replacement: string | ((...found: readonly string[]) => string);
  /** Matches in a part what is written now. */
  readonly now: RegExp;
  /** Lines that are written now, to copy from into a part that was edited. */
  readonly example: readonly string[];
}

/** A part that a change was not made in, because it is not as any release wrote it. */
export interface LeftPart {
  /** Line, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** A text with a change made in it wherever it is as an older release wrote it. */
export interface ChangedText {
  readonly text: string;
  readonly left: readonly LeftPart[];
}

/** Makes a change in the text of a generated file. All that it does not find as it was stays, byte for byte. */
export function changeTemplate(text: string, change: TemplateChange): ChangedText {
  const left: LeftPart[] = [];
  const unix = text.replaceAll('\r\n', '\n');
  // Line ends of two kinds would not come back: such a text is searched as it is.
  const isUniform = inStyleOf(text, unix) === text;
  const plain = isUniform ? unix : text;
  const changed = plain.replace(change.part, (...found) => {
    const part = String(found[0]);
    const offset = Number(found.find((each) => typeof each === 'number'));
    if (change.now.test(part)) return part;
    if (change.old.test(part)) return replaced(part, change);
    left.push({ line: lineAt(plain, offset), lines: part.split('\n') });
    return part;
  });
  return { text: isUniform ? inStyleOf(text, changed) : changed, left };
}

function replaced(
  part: string,
  { old, replacement }: Pick<TemplateChange, 'old' | 'replacement'>,
): string {
  return typeof replacement === 'string'
    ? part.replace(old, replacement)
    : part.replace(old, (...found) => replacement(...found.map(String)));
}
