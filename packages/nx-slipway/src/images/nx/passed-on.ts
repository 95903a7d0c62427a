/**
 * The words behind the name of a task that are no options of its executor. Nx's own are gone already.
 *
 * @param options names of the executor's options: `envFile`
 */
export function passedOn(words: readonly string[], options: readonly string[]): readonly string[] {
  const own = new Set(options);
  const passed: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name = '', value] = /^--(?:no-)?([\w-]+)(?:\.[^=]*)?(=.*)?$/s.exec(word) ?? [];
    if (!own.has(camelCase(name))) {
      passed.push(word);
    } else if (value === undefined && !/^-|^$/.test(words[at + 1] ?? '')) {
      // The next word is the value of the option.
      at += 1;
    }
  }
  return passed;
}

/** `envFile` for `env-file`, as Nx names options. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
