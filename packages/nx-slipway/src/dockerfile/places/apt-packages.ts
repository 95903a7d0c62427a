import type { Dockerfile, Stage } from '../dockerfile';
import { type InstructionLines, instructionLines } from './instruction-lines';
import { lineStarts } from './line-starts';

/** A Debian package that a RUN installs, and where its name stands. */
export interface AptPackage {
  readonly name: string;
  readonly line: number;
  readonly stage: Stage;
  /** Offsets into the file's text of exactly its name. */
  readonly start: number;
  readonly end: number;
  /** Whether a version or a release comes after the name. */
  readonly isPinned: boolean;
}

/**
 * Returns the packages that `apt-get install` and `apt install` name in a Dockerfile. A version (`=1.2`), a release
 * (`/bookworm`) and an architecture are not part of a name, and what is a variable or a path is left out.
 */
export function aptPackages(dockerfile: Dockerfile): readonly AptPackage[] {
  return instructionLines(dockerfile)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => packagesOf(instruction, dockerfile.text));
}

function packagesOf({ lines, stage }: InstructionLines, text: string): readonly AptPackage[] {
  const starts = lineStarts(text);
  const found: AptPackage[] = [];
  let state: 'other' | 'apt' | 'install' = 'other';
  let isValue = false;
  for (const { line, text: each } of lines) {
    for (const match of each.matchAll(/&&|\|\||[;|&(){}]|[^\s;|&(){}]+/g)) {
      const [word] = match;
      if (word.startsWith('#')) break;
      if (/^(?:&&|\|\||[;|&(){}])$/.test(word)) state = 'other';
      else if (state === 'other' && /(?:^|["'/])apt(?:-get)?$/.test(word)) state = 'apt';
      else if (state === 'apt' && word === 'install') state = 'install';
      else if (state === 'install' && word !== '\\') {
        // `-t bookworm-backports`, `-o Dpkg::Options::=…`: what comes next is no package.
        const takesValue = /^-[a-zA-Z]*[to]$|^--(?:target-release|option)$/.test(word);
        const name = /^["']?([a-z0-9][a-z0-9.+-]+)(?:[=/:].*)?["']?\\?$/.exec(word)?.[1];
        if (name !== undefined && !isValue) {
          const start = (starts[line - 1] ?? 0) + match.index + word.indexOf(name);
          const isPinned = /^["']?[a-z0-9.+-]+[=/]/.test(word);
          found.push({ name, line, stage, start, end: start + name.length, isPinned });
        }
        isValue = takesValue;
      }
    }
    // A heredoc has a command on each line; elsewhere a line without a backslash is the last.
    if (!each.trimEnd().endsWith('\\')) state = 'other';
  }
  return found;
}
