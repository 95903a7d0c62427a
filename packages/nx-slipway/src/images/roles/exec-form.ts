/** Width generated instructions are wrapped at, in characters. */
const WIDTH = 100;

/**
 * An instruction with arguments in exec form: no shell is PID 1, so the process gets its signals.
 * Wraps between arguments where the line would become too long.
 *
 * @param instruction `CMD`, or more words before the list
 */
export function execForm(instruction: string, args: readonly string[]): string {
  const words = args.map((arg) => JSON.stringify(arg));
  const line = `${instruction} [${words.join(', ')}]`;
  if (line.length <= WIDTH) return line;
  const indent = ' '.repeat(instruction.length + 2);
  const lines = words.reduce<string[]>((done, word) => {
    const last = done.at(-1);
    return last !== undefined && `${indent}${last}, ${word}, \\`.length <= WIDTH
      ? [...done.slice(0, -1), `${last}, ${word}`]
      : [...done, word];
  }, []);
  return `${instruction} [${lines.join(`, \\\n${indent}`)}]`;
}
