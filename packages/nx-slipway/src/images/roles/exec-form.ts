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
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last}, ${word}`;
    if (last !== undefined && `${indent}${joined}, \\`.length <= WIDTH) lines.pop();
    lines.push(`${indent}${joined}, \\`.length <= WIDTH ? joined : word);
  }
  return `${instruction} [${lines.join(`, \\\n${indent}`)}]`;
}
