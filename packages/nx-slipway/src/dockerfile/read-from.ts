import { expandWord } from './expand-word';
import { leadingFlags } from './leading-flags';
import { type MappedText, mappedWords, unquoteMapped } from './mapped-text';

/** What a `FROM` says. */
export interface From {
  /** The bytes of the reference as they stand in the file. */
  readonly source: MappedText;
  /** The reference with global ARG defaults filled in. */
  readonly text: string;
  /** Lower case; absent without `AS`. */
  readonly name?: string;
  readonly platform?: string;
}

/**
 * Reads the arguments of a `FROM`.
 *
 * @returns what it says, or in a few words what is wrong with it
 */
export function readFrom(rest: MappedText, globalArgs: ReadonlyMap<string, string>): From | string {
  const { flags, rest: words } = leadingFlags(rest);
  const [image, as, name, ...more] = mappedWords(words);
  if (!image) return 'FROM names no image';
  if (more.length > 0 || (as && (!name || as.text.toUpperCase() !== 'AS'))) {
    return 'FROM is `FROM image` or `FROM image AS name`';
  }
  if (name && !/^[a-z][a-z0-9._-]*$/i.test(name.text)) {
    return `${name.text} is no name for a stage: a letter, then letters, digits, \`.\`, \`_\`, \`-\``;
  }
  const platform = flags.find((flag) => flag.name === 'platform')?.value.text;
  const expanded = expandWord(image.text, globalArgs);
  const source = unquoteMapped(image);
  return {
    source,
    text: expanded.complete ? expanded.text : source.text,
    ...(name && { name: name.text.toLowerCase() }),
    ...(platform !== undefined && { platform }),
  };
}
