import type { Place } from '../../../problems/place';
import { meetsRequiresPython } from '../../../python/pyproject/requires-python';
import type { UpgradedFile } from '../check-facts';
import type { TextFix } from '../finding';

/**
 * Widens the upper bound of the requires-python at a place so that a Python meets it; undefined where another
 * specifier than the bound keeps it out, or the range is not on that line.
 */
export function widenRange(
  { file, text }: UpgradedFile,
  { line = 1 }: Place,
  python: string,
): TextFix | undefined {
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length + (line > 1 ? 1 : 0);
  const end = text.indexOf('\n', start);
  const [, before = '', double, single] =
    /^(.*?=\s*)(?:"([^"]*)"|'([^']*)')/.exec(text.slice(start, end === -1 ? undefined : end)) ?? [];
  const quoted = double ?? single;
  if (quoted === undefined) return undefined;
  const minor = Number(python.split('.')[1]);
  const range = quoted
    .replace(/<=?\s*3\.\d+(?:\.\d+)?(?!\.?\d)/, `<3.${minor + 1}`)
    .replace(/^==\s*3\.\d+\.\*$/, `==3.${minor}.*`);
  if (range === quoted || !meetsRequiresPython(python, range)) return undefined;
  const at = start + before.length + 1;
  return { file, start: at, end: at + quoted.length, old: quoted, text: range };
}
