import { jsonWords } from './json-words';

const verbatim: ReadonlySet<string> = new Set(['MAINTAINER', 'USER', 'WORKDIR', 'STOPSIGNAL']);

/**
 * The arguments of an instruction with every blank that means nothing taken out, so that two
 * instructions have one text exactly when they mean the same to BuildKit. Where quoting is too deep
 * to be judged here the rest stays as it is, which can tell two equal instructions apart but never
 * takes two different ones for the same.
 *
 * @param keyword in upper case
 * @param rest the arguments, continuation lines joined
 * @param escapeToken the file's escape character; with the backtick (Windows) nothing is taken out
 */
export function normalizeArguments(keyword: string, rest: string, escapeToken: string): string {
  const text = rest.trim();
  if (verbatim.has(keyword) || escapeToken !== '\\') return text;
  if (keyword === 'ONBUILD' || keyword === 'HEALTHCHECK') {
    const [, head = '', inner = '', tail = ''] = /^((?:--\S+\s+)*)(\S+)\s*(.*)$/s.exec(text) ?? [];
    const nested = inner.toUpperCase();
    return `${collapse(head)} ${nested} ${normalizeArguments(nested, tail, escapeToken)}`.trim();
  }
  if ((keyword === 'ENV' || keyword === 'LABEL') && !/^\S*=/.test(text)) {
    // The old form `ENV name value`: everything after the name is the value.
    return text.replace(/^(\S+)\s+/, '$1 ');
  }
  const json = /\[.*\]$/s.exec(text);
  if (json && /^(--\S+\s+)*$/.test(text.slice(0, json.index))) {
    const words = jsonWords(json[0]);
    if (words) return `${collapse(text.slice(0, json.index))} ${JSON.stringify(words)}`.trim();
  }
  return collapse(text);
}

const unquoted = /\\.|'[^']*'|"(?:\\.|\$(?!\()|[^"\\$`])*"|\$(?!')|[^\s\\'"$]+|(\s+)/gsy;

/** Makes every run of blanks outside quotes one blank. */
function collapse(text: string): string {
  let result = '';
  let from = 0;
  while (from < text.length) {
    unquoted.lastIndex = from;
    const match = unquoted.exec(text);
    // `$'…'`, a command inside double quotes, an open quote: from here on blanks may count.
    if (!match) return result + text.slice(from);
    result += match[1] === undefined ? match[0] : ' ';
    from = unquoted.lastIndex;
  }
  return result.trim();
}
