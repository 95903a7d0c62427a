/** An ENV instruction; none for no variables. A value may hold anything but line ends. */
export function environment(variables: Readonly<Record<string, string>>): readonly string[] {
  return instruction('ENV', variables);
}

/** A LABEL instruction; none for no labels. */
export function labels(values: Readonly<Record<string, string>>): readonly string[] {
  return instruction('LABEL', values);
}

/** The pairs of an ENV or LABEL instruction, in the order they stand. */
export function readPairs(
  text: string,
): readonly { readonly name: string; readonly value: string }[] {
  const pairs = text.matchAll(/([\w./-]+)=("(?:[^"\\]|\\.)*"|\S+)/g);
  return [...pairs].map(([, name = '', value = '']) => ({
    name,
    value: value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value,
  }));
}

function instruction(keyword: string, values: Readonly<Record<string, string>>): readonly string[] {
  const words = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`);
  return words.length === 0 ? [] : [`${keyword} ${words.join(' \\\n    ')}`];
}

/** A value as Dockerfiles read it: dollar signs mean themselves. */
function quoted(value: string): string {
  return /^[\w./:@%+,=-]+$/.test(value) ? value : `"${value.replace(/["\\$]/g, '\\$&')}"`;
}
