/**
 * Puts values of buildx's grammar together again, `id=netrc,src=FILE`, which Nx has split at the commas: it does so
 * with every list on the command line. A field that a value has already starts the next one, and so does a word
 * without a field name. A value with a comma in it was not split.
 *
 * @param values of one option, in their order
 */
export function wholeValues(values: readonly string[]): readonly string[] {
  const whole: { text: string; readonly names: Set<string> }[] = [];
  for (const value of values) {
    const [, name] = value.includes(',') ? [] : (/^\s*([\w-]+)=/.exec(value) ?? []);
    const last = whole.at(-1);
    const belongs = name !== undefined && last && last.names.size > 0 && !last.names.has(name);
    if (belongs) {
      last.text += `,${value}`;
      last.names.add(name);
    } else {
      whole.push({ text: value, names: new Set(name === undefined ? [] : [name]) });
    }
  }
  return whole.map(({ text }) => text);
}
