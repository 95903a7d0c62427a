/** Options and other words of a command line. */
export interface Arguments {
  /** Values by option, in order; `''` for an option without one. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

/**
 * Sorts the words of a command.
 *
 * @param values options whose value may be the word behind them, long and short
 */
export function readArguments(words: readonly string[], values: ReadonlySet<string>): Arguments {
  const options = new Map<string, readonly string[]>();
  const others: string[] = [];
  const add = (name: string, value: string): void => {
    options.set(name, [...(options.get(name) ?? []), value]);
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined) add(name, value ?? '');
    else if (values.has(word)) {
      at += 1;
      add(word, words[at] ?? '');
    } else if (/^-[a-zA-Z]./.test(word) && values.has(word.slice(0, 2))) {
      add(word.slice(0, 2), word.slice(2));
    } else if (word.startsWith('-') && word !== '-') add(word, '');
    else others.push(word);
  }
  return { options, others };
}

/** All values of options, split at commas and blanks. */
export function listOf({ options }: Arguments, ...names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => options.get(name) ?? [])
    .flatMap((value) => value.split(/[\s,]+/))
    .filter((value) => value !== '');
}
