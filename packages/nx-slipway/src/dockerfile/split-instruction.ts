import { type MappedText, sliceMapped } from './mapped-text';

/** A keyword and what follows it. */
export interface SplitInstruction {
  /** Upper case. */
  readonly keyword: string;
  readonly rest: MappedText;
}

/** Cuts an instruction into its keyword and its arguments. */
export function splitInstruction(line: MappedText): SplitInstruction {
  const [head = '', keyword = ''] = /^\s*(\S*)/.exec(line.text) ?? [];
  return { keyword: keyword.toUpperCase(), rest: sliceMapped(line, head.length) };
}
