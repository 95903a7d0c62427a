/** One option of a line in a requirements file. */
export interface RequirementsOption {
  /** As pip names it: `--no-binary` for `--no-bin`, `-i` as it is. */
  readonly option: string;
  readonly value?: string;
  /** The option alone, as it would be written on a line of its own. */
  readonly text: string;
}

/**
 * Returns the options of a line that begins with one, in their order; undefined for a line that pip does
 * not read in full: an option that it does not know, a word that belongs to none, an open quote.
 *
 * Rules: pip's `req_file.py` (`build_parser`, `shlex.split`) and Python's `optparse`, which takes a value
 * after `=`, after a blank or right behind a short option, and long options by their unambiguous beginnings.
 */
export function splitOptions(text: string): readonly RequirementsOption[] | undefined {
  const words = splitWords(text);
  if (!words) return undefined;
  const options: RequirementsOption[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, written = '', joined] =
      /^(--[\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? /^(-\w)([\s\S]+)?$/.exec(word) ?? [];
    const option = nameOf(written);
    if (option === undefined) return undefined;
    if (FLAGS.has(option)) {
      if (joined !== undefined) return undefined;
      options.push({ option, text: option });
      continue;
    }
    const value = joined ?? rest.shift();
    if (value === undefined) return undefined;
    options.push({ option, value, text: `${option} ${quoted(value)}` });
  }
  return options;
}

const FLAGS: ReadonlySet<string> = new Set([
  '--no-index',
  '--no-require-hashes',
  '--pre',
  '--prefer-binary',
  '--require-hashes',
]);

const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-i', '--index-url', '--pypi-url', '--extra-index-url', '-f', '--find-links'],
  ...['-c', '--constraint', '-r', '--requirement', '-e', '--editable'],
  ...['--no-binary', '--only-binary', '--trusted-host', '--use-feature'],
  ...['--all-releases', '--only-final', '--global-option', '--hash', '-C', '--config-settings'],
]);

function nameOf(written: string): string | undefined {
  const all = [...FLAGS, ...WITH_VALUE];
  if (all.includes(written)) return written;
  const meant = all.filter((each) => written.length > 2 && each.startsWith(written));
  return meant.length === 1 ? meant[0] : undefined;
}

/** The words of a line as Python's `shlex.split` parts them; undefined where a quote stays open. */
function splitWords(text: string): readonly string[] | undefined {
  const word = /(?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/y;
  const words: string[] = [];
  for (let at = text.search(/\S/); at >= 0 && at < text.length; ) {
    word.lastIndex = at;
    const [found] = word.exec(text) ?? [];
    if (found === undefined) return undefined;
    words.push(found.replace(/\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/g, unquote));
    at += found.length;
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
  }
  return words;
}

function unquote(
  _: string,
  escaped: string | undefined,
  single: string | undefined,
  double = '',
): string {
  return escaped ?? single ?? double.replace(/\\(["\\])/g, '$1');
}

/** Returns a value as one word of such a line. */
export function quoted(value: string): string {
  return /[\s"'\\]/.test(value) ? `'${value.replaceAll("'", `'"'"'`)}'` : value;
}
