/**
 * Text of a terminal as Markdown: words that Markdown or the site would read as markup become code. Code stays code.
 */
export function toMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.split(/(\s+)/).map(wordToMarkdown).join('')))
    .join('');
}

function wordToMarkdown(word: string): string {
  const [, open = '', inner = '', close = ''] = /^([(]?)(.*?)([.,;:?!)]*)$/s.exec(word) ?? [];
  return inner !== '=' && /[<>{}*|_=]|^--?\w/.test(inner) ? `${open}\`${inner}\`${close}` : word;
}
